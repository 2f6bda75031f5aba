// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/AtomicForms.h"

#include "analysis/Members.h"

#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

namespace ron {

const Stmt *firstOfSeveralSteps(const GuardedScalar &Of) {
  for (const CriticalSection &Section : Of.Sections)
    if (!Section.Content.isOneStep())
      return Section.Body.front();
  for (const ScalarUse &Use : Of.Free)
    if (!Use.InOneStep)
      return Use.Whole;
  return nullptr;
}

/// The member function of an atomic in place of one use.
static void convert(const ScalarUse &Use, Edits &Change) {
  const std::string Name = Change.textOf(Use.Name->getSourceRange()).str();
  if (Use.What == ScalarUse::Kind::Exchange && Use.Whole) {
    const auto *Call = cast<CallExpr>(Use.Whole);
    Change.replace(Call->getSourceRange(),
                   Name + ".exchange(" + Change.textOf(Call->getArg(1)->getSourceRange()) + ")");
    return;
  }
  // Its conversion would do, but not where a type is deduced.
  const StringRef Load = Use.What == ScalarUse::Kind::Load ? ".load()" : "";
  if (Use.Object != Use.Name)
    Change.replace(Use.Object->getSourceRange(), Name + Load);
  else if (!Load.empty())
    Change.insertAfterToken(Use.Name->getEndLoc(), Load);
}

namespace {

/// Writes a section of several steps as one loop.
class LoopWriter {
public:
  LoopWriter(const CriticalSection &Section, const Edits &Change, const ASTContext &Context)
      : Section(Section), Change(Change), Sources(Context.getSourceManager()) {}

  /// The loop; empty where the section is no assignment, or one under a condition.
  std::string write() const;

private:
  std::string withSeen(const Expr &E) const;
  std::string newValue(const BinaryOperator &Assignment) const;

  const CriticalSection &Section;
  const Edits &Change;
  const SourceManager &Sources;
};

} // namespace

/// The text of \p E, which sees the value that was loaded.
std::string LoopWriter::withSeen(const Expr &E) const {
  std::string Text = Change.textOf(E.getSourceRange()).str();
  const unsigned Begin = Sources.getFileOffset(E.getBeginLoc());
  for (const ScalarUse &Use : llvm::reverse(Section.Content.Uses)) {
    const StringRef Name = Change.textOf(Use.Name->getSourceRange());
    const unsigned At = Sources.getFileOffset(Use.Name->getBeginLoc());
    if (At >= Begin && At + Name.size() <= Begin + Text.size())
      Text.replace(At - Begin, Name.size(), "seen");
  }
  return Text;
}

std::string LoopWriter::newValue(const BinaryOperator &Assignment) const {
  const std::string Value = withSeen(*Assignment.getRHS());
  if (!Assignment.isCompoundAssignmentOp())
    return Value;
  const auto Operator = BinaryOperator::getOpForCompoundAssignment(Assignment.getOpcode());
  return ("seen " + BinaryOperator::getOpcodeStr(Operator) + " (" + Value + ")").str();
}

/// The only statement of \p S.
static const Stmt *onlyStatement(const Stmt *S) {
  const auto *Block = dyn_cast<CompoundStmt>(S);
  return Block ? (Block->size() == 1 ? Block->body_front() : nullptr) : S;
}

std::string LoopWriter::write() const {
  const Stmt *S = Section.Body.size() == 1 ? Section.Body.front() : nullptr;
  const auto *If = dyn_cast_or_null<IfStmt>(S);
  if (If && (If->getElse() || If->getInit() || If->getConditionVariable() || If->isConstexpr()))
    return {};
  const auto *E = dyn_cast_or_null<Expr>(If ? onlyStatement(If->getThen()) : S);
  const auto *Assignment = E ? dyn_cast<BinaryOperator>(E->IgnoreImplicit()) : nullptr;
  if (!Assignment || !Assignment->isAssignmentOp() || isa<InitListExpr>(Assignment->getRHS()) ||
      S->getBeginLoc().isMacroID() || S->getEndLoc().isMacroID() || Change.textOf(S->getSourceRange()).contains("seen"))
    return {};
  const auto IsOther = [&](const ScalarUse &Use) {
    return Use.What != ScalarUse::Kind::Load && Use.Object != Assignment->getLHS()->IgnoreParenImpCasts();
  };
  if (llvm::any_of(Section.Content.Uses, IsOther) ||
      llvm::none_of(Section.Content.Uses, [](const ScalarUse &Use) { return Use.What != ScalarUse::Kind::Load; }))
    return {};
  const std::string Name = Change.textOf(Assignment->getLHS()->getSourceRange()).str();
  std::string Condition;
  if (If) {
    const auto *Test = dyn_cast<BinaryOperator>(If->getCond()->IgnoreImplicit());
    const bool Binds = !Test || Test->isComparisonOp() || Test->getOpcode() == BO_LAnd;
    Condition = Binds && !isa<ConditionalOperator>(If->getCond()->IgnoreImplicit())
                    ? withSeen(*If->getCond()) + " && "
                    : "(" + withSeen(*If->getCond()) + ") && ";
  }
  return "for (auto seen = " + Name + ".load(); " + Condition + "!" + Name + ".compare_exchange_weak(seen, " +
         newValue(*Assignment) + ");)" + (If && isa<CompoundStmt>(If->getThen()) ? " {}" : "");
}

void wrapInAtomic(const DeclaratorDecl &Scalar, Edits &Change) {
  const SourceLocation Begin = Scalar.getOuterLocStart();
  const StringRef Text = Change.textOf({Begin, Scalar.getLocation()});
  StringRef Type = Text;
  Type.consume_back(Scalar.getName());
  const bool Gap = Type.rtrim() != Type;
  Type = Type.rtrim();
  const auto Starts = [&](StringRef Specifier) { return Type.consume_front(Specifier); };
  while (llvm::any_of(std::initializer_list<StringRef>{"mutable ", "static ", "inline ", "constinit "}, Starts))
    Type = Type.ltrim();
  if (Begin.isMacroID() || Type.empty() || Type.contains("mutable") || Type.contains('(') || Type.contains('['))
    return Change.abandon();
  const unsigned Offset = Type.data() - Text.data();
  Change.insertAt(Begin.getLocWithOffset(Offset), "std::atomic<");
  Change.insertAt(Begin.getLocWithOffset(Offset + Type.size()), Gap ? ">" : "> ");
}

namespace {

/// Finds the template arguments in the type of a declaration.
class ArgumentsFinder : public AstVisitor {
public:
  SourceLocation Begin, End; // of the angle brackets
  bool VisitTemplateSpecializationTypeLoc(TemplateSpecializationTypeLoc Loc) override {
    Begin = Loc.getLAngleLoc();
    End = Loc.getRAngleLoc();
    return false;
  }
};

} // namespace

/// Lets \p Lock begin with zero, as it did: before C++20 an atomic without an initialiser has no value.
static void initialise(const DeclaratorDecl &Lock, Edits &Change) {
  const auto *Field = dyn_cast<FieldDecl>(&Lock);
  const auto *Var = dyn_cast<VarDecl>(&Lock);
  if (Field && !Field->hasInClassInitializer())
    Change.insertAfterToken(Lock.getLocation(), "{}");
  else if (Var && Var->isLocalVarDecl() && Lock.getEndLoc() == Lock.getLocation())
    Change.abandon();
}

/// Makes a 'std::atomic' of the lock with a value in it that \p Lock is.
static void replaceType(const DeclaratorDecl &Lock, Edits &Change) {
  ArgumentsFinder Finder;
  if (Lock.getTypeSourceInfo())
    Finder.TraverseTypeLoc(Lock.getTypeSourceInfo()->getTypeLoc());
  const StringRef Arguments = Finder.Begin.isValid() ? Change.textOf({Finder.Begin, Finder.End}) : StringRef();
  if (!Arguments.starts_with("<") || !Arguments.ends_with(">"))
    return Change.abandon();
  const StringRef Value = Arguments.drop_front().drop_back().split(',').first.trim();
  Change.replace({Lock.getTypeSpecStartLoc(), Finder.End}, "std::atomic<" + Value + ">");
}

/// Whether \p Class has a defaulted way to copy or move it, by which somebody here does so if \p Used.
static bool hasDefaultedCopy(const CXXRecordDecl &Class, bool Used) {
  return llvm::any_of(Class.methods(), [&](const CXXMethodDecl *Method) {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Method);
    const bool Copies = Constructor ? Constructor->isCopyOrMoveConstructor()
                                    : Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator();
    return Copies && Method->isDefaulted() && !Method->isDeleted() && (!Used || Method->isUsed());
  });
}

bool isCopied(const CXXRecordDecl &Class) { return hasDefaultedCopy(Class, true); }

/// Whether an object of \p Class is copied or moved as a whole somewhere, maybe in another file.
static bool mayBeCopied(const CXXRecordDecl &Class, const SourceManager &Sources) {
  const bool Elsewhere = !Sources.isInMainFile(Class.getLocation());
  return (Elsewhere && (Class.needsImplicitCopyConstructor() || Class.needsImplicitCopyAssignment())) ||
         hasDefaultedCopy(Class, !Elsewhere);
}

/// Whether a constructor says how \p Member begins.
static bool isInitialised(const FieldDecl &Member) {
  const auto *Class = cast<CXXRecordDecl>(Member.getParent());
  return llvm::any_of(Class->ctors(), [&](const CXXConstructorDecl *Constructor) {
    return llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Initializer) {
      return Initializer->isWritten() && Initializer->getAnyMember() == &Member;
    });
  });
}

void makeAtomic(const GuardedScalar &Of, Edits &Change, const ASTContext &Context) {
  const auto &Scalar = *cast<DeclaratorDecl>(Of.Scalar);
  const auto *Class = dyn_cast<CXXRecordDecl>(Scalar.getDeclContext());
  if (!Context.getLangOpts().CPlusPlus17 || sharesDeclaration(Scalar) || Scalar.hasAttrs())
    return Change.abandon(); // 'std::atomic<int> x = 0;' is of C++17
  if (Of.Lock == Of.Scalar) {
    if (Class && mayBeCopied(*Class, Context.getSourceManager()))
      return Change.abandon();
    replaceType(Scalar, Change);
    if (!Context.getLangOpts().CPlusPlus20)
      initialise(Scalar, Change);
  } else {
    const auto &Mutex = *cast<FieldDecl>(Of.Lock);
    if (sharesDeclaration(Mutex) || Mutex.hasAttrs() || isInitialised(Mutex))
      return Change.abandon();
    Change.removeDeclaration(Mutex);
    wrapInAtomic(Scalar, Change);
  }
  for (const CriticalSection &Section : Of.Sections) {
    if (!Section.Locks || (Of.Lock == Of.Scalar))
      return Change.abandon(); // nobody writes so for one step
    Change.removeStatement(*Section.Locks);
    if (Section.Unlocks)
      Change.removeStatement(*Section.Unlocks);
    if (Section.Content.isOneStep()) {
      convert(Section.Content.Uses.front(), Change);
      continue;
    }
    const std::string Loop = Section.Content.InLoop ? "" : LoopWriter(Section, Change, Context).write();
    if (Loop.empty())
      return Change.abandon();
    Change.replace(Section.Body.front()->getSourceRange(), Loop);
  }
  for (const ScalarUse &Use : Of.Free) {
    if (!Use.InOneStep)
      return Change.abandon();
    convert(Use, Change);
  }
}

} // namespace ron
