// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Hoist.h"

#include "analysis/Coroutines.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace ron {

static std::string asIdentifier(StringRef Text) {
  std::string Name;
  for (const char C : Text)
    if (llvm::isAlnum(C))
      Name += C;
    else if (!Name.empty() && Name.back() != '_')
      Name += '_';
  while (!Name.empty() && Name.back() == '_')
    Name.pop_back();
  if (Name.empty() || llvm::isDigit(Name.front()))
    Name.insert(0, "n");
  return Name;
}

std::string Hoist::freshName(StringRef Text, StringRef Suffix) {
  const std::string Base = asIdentifier(Text) + Suffix.str();
  const IdentifierTable &Used = Context.Idents;
  IdentifierInfoLookup *Elsewhere = Used.getExternalIdentifierLookup();
  std::string Name = Base;
  for (unsigned Number = 2;
       Given.contains(Name) || Used.find(Name) != Used.end() || (Elsewhere && Elsewhere->get(Name)); ++Number)
    Name = Base + "_" + std::to_string(Number);
  Given.insert(Name);
  return Name;
}

namespace {

/// Whether every use of a variable only looks at what it points to.
class OnlyDereferenced : public UserCodeVisitor {
public:
  OnlyDereferenced(const VarDecl &Var, const ASTContext &Context) : UserCodeVisitor(Context), Var(Var) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (E->getDecl() != &Var)
      return true;
    const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(path()[parentIndex(path())].dyn_cast<const Stmt *>());
    return Operator && (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star);
  }

private:
  const VarDecl &Var;
};

} // namespace

static const Expr &lastExpr(CodePath Path) { return *cast<Expr>(cast<const Stmt *>(Path.back())); }

/// The local variable that the expression at the end of \p Path alone initialises, when 'static' can stand before it.
static const DeclStmt *initialisedVariable(CodePath Path, const ASTContext &Context) {
  const size_t I = parentIndex(Path);
  if (I < 2)
    return nullptr;
  const auto *Var = dyn_cast_or_null<VarDecl>(Path[I].dyn_cast<const Decl *>());
  const auto *Statement = dyn_cast_or_null<DeclStmt>(Path[I - 1].dyn_cast<const Stmt *>());
  const Stmt *Block = Path[I - 2].dyn_cast<const Stmt *>();
  if (!Var || !Statement || !Statement->isSingleDecl() || !isa_and_nonnull<CompoundStmt>(Block) ||
      Var->getStorageClass() != SC_None || Var->isConstexpr())
    return nullptr;
  if (lastExpr(Path).isLValue())
    return Var->getType()->isLValueReferenceType() ? Statement : nullptr;
  const bool SameType = Context.hasSameUnqualifiedType(Var->getType(), lastExpr(Path).getType());
  return SameType && OnlyDereferenced(*Var, Context).TraverseStmt(const_cast<Stmt *>(Block)) ? Statement : nullptr;
}

/// Whether a variable can stand in place of the expression at the end of \p Path: it is used, and where it is no
/// reference, only looked through.
static bool isUsedAsValue(CodePath Path) {
  const Stmt *User = Path[parentIndex(Path)].dyn_cast<const Stmt *>();
  if (lastExpr(Path).isLValue())
    return !User || isa<Expr, ReturnStmt, CoreturnStmt>(User); // else the whole statement under an 'if' or a loop
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(User);
  return Operator && (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star);
}

/// The line of \p Loc without its '\n'.
static StringRef lineOf(SourceLocation Loc, const SourceManager &Sources) {
  const auto [File, Offset] = Sources.getDecomposedLoc(Loc);
  const StringRef Text = Sources.getBufferData(File);
  const size_t Before = Text.take_front(Offset).rfind('\n');
  return Text.drop_front(Before == StringRef::npos ? 0 : Before + 1).take_until([](char C) { return C == '\n'; });
}

/// The end of the line of \p Loc when only a comment follows there, else \p Loc.
static SourceLocation endOfLine(SourceLocation Loc, const SourceManager &Sources) {
  const auto [File, Offset] = Sources.getDecomposedLoc(Loc);
  const StringRef Rest =
      Sources.getBufferData(File).drop_front(Offset).take_until([](char C) { return C == '\n' || C == '\r'; });
  const bool Last = Rest.trim().empty() || Rest.trim().starts_with("//");
  return Last ? Loc.getLocWithOffset(Rest.rtrim().size()) : Loc;
}

void Hoist::insertLineBefore(Edits &Change, const Stmt &Statement, const Twine &Text) {
  const unsigned Lines = Preceded[&Statement]++;
  if (Lines == 0)
    return Change.insertLineBefore(Statement, Text);
  // A place of its own in the indentation: two reports that insert at one place would be in each other's way.
  const SourceLocation Loc = Statement.getBeginLoc();
  const StringRef Line = lineOf(Loc, Context.getSourceManager());
  const StringRef Indent = Line.take_while([](char C) { return C == ' ' || C == '\t'; });
  if (Loc.isMacroID() || Indent.size() < Lines ||
      Context.getSourceManager().getSpellingColumnNumber(Loc) != Indent.size() + 1)
    return Change.abandon();
  const StringRef Eol = Line.ends_with("\r") ? "\r\n" : "\n";
  Change.insertAt(Loc.getLocWithOffset(-static_cast<int>(Lines)),
                  Indent.take_back(Lines) + Text + Eol + Indent.drop_back(Lines));
}

void Hoist::toStatic(Edits &Change, CodePath Path, StringRef Name, StringRef Suffix) {
  const Expr &E = lastExpr(Path);
  const Frame Around = frameOf(Path);
  const Stmt *Statement = statementInBlock(Path);
  if (Around.What != Frame::Kind::Function || !Statement || isTemplated(*Around.Function) ||
      (Around.Function->isConstexpr() && !isLambdaCallOperator(Around.Function))) // lambdas are so without being told
    return Change.abandon();
  if (const DeclStmt *Local = initialisedVariable(Path, Context))
    return Change.insertAt(Local->getSingleDecl()->getBeginLoc(), "static ");
  const bool Unused = isa_and_nonnull<CompoundStmt>(Path[parentIndex(Path)].dyn_cast<const Stmt *>());
  if (!Unused && !isUsedAsValue(Path))
    return Change.abandon();
  const std::string Variable = freshName(Name, Suffix);
  const std::string Declaration = (E.isLValue() ? "static auto& " : "static auto ") + Variable + " = ";
  if (Unused)
    return Change.insertAt(E.getBeginLoc(), "[[maybe_unused]] " + Declaration);
  insertLineBefore(Change, *Statement, Declaration + Change.textOf(E.getSourceRange()) + ";");
  Change.replace(E.getSourceRange(), Variable);
}

/// Whether another member can be given to \p Class without breaking code that copies or fills it member by member.
static bool canGrow(const CXXRecordDecl &Class) {
  const bool Assigned = llvm::any_of(Class.methods(), [](const CXXMethodDecl *Method) {
    return Method->isImplicit() && Method->isReferenced() &&
           (Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator());
  });
  return !Assigned && !Class.isAggregate() && !Class.isUnion() && !Class.isLambda() && !Class.isDependentContext() &&
         !isTemplateInstantiation(Class.getTemplateSpecializationKind());
}

void Hoist::toMember(Edits &Change, CodePath Path, const CXXRecordDecl &Class, StringRef Name, StringRef Suffix) {
  const SourceManager &Sources = Context.getSourceManager();
  const Expr &E = lastExpr(Path);
  const FieldDecl *Last = nullptr;
  for (const FieldDecl *Field : Class.fields())
    Last = Field;
  if (!Last || !canGrow(Class) || !isUsedAsValue(Path) || Last->getBeginLoc().isMacroID() ||
      Last->getEndLoc().isMacroID())
    return Change.abandon();
  const auto Semicolon = Lexer::findNextToken(Last->getEndLoc(), Sources, Context.getLangOpts());
  if (!Semicolon || !Semicolon->is(tok::semi))
    return Change.abandon();
  const std::string Type = E.getType().getCanonicalType().getAsString(PrintingPolicy(Context.getLangOpts()));
  if (Grown[&Class]++ != 0)
    return Change.abandon();
  const std::string Member = freshName(Name, Suffix);
  const StringRef Line = lineOf(Last->getBeginLoc(), Sources);
  const std::string Indent = Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
  Change.insertAt(endOfLine(Semicolon->getEndLoc(), Sources), (Line.ends_with("\r") ? "\r\n" : "\n") + Indent + Type +
                                                                  (E.isLValue() ? "& " : " ") + Member + " = " +
                                                                  Change.textOf(E.getSourceRange()) + ";");
  Change.replace(E.getSourceRange(), Member);
}

} // namespace ron
