// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Writers.h"

#include "analysis/Ancestors.h"
#include "analysis/Names.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"

#include <functional>

namespace ron {

static bool isStream(const CXXRecordDecl *Class, const Globs &Types) {
  if (!Class)
    return false;
  if (Types.matches(*Class))
    return true;
  const CXXRecordDecl *Definition = Class->getDefinition();
  return Definition && llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
           return isStream(recordOf(Base.getType()), Types);
         });
}

const Expr *StreamModel::writtenBy(const CallExpr &Call) const {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || nameOf(*Callee).empty() || !Functions.matches(*Callee))
    return nullptr;
  const Expr *Stream = streamOf(Call);
  return Stream && isStream(recordOf(Stream->getType()), Types) ? Stream : nullptr;
}

/// The call \p Call as a task of its own, to say what its parameters and its object are here.
static Task asTask(const CallExpr &Call, const FunctionDecl &Callee) {
  Task T;
  T.Start = &Call;
  T.Work = &Call;
  T.Body = &Callee;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    T.Object = Member->getImplicitObjectArgument();
  T.Arguments.assign(Call.arg_begin(), Call.arg_end());
  return T;
}

namespace {

/// Calls a function for the calls and the named objects of a body, and of the functions of the same file that it calls.
class BodyReader : public RunCodeVisitor {
public:
  BodyReader(const Task &T, const ASTContext &Context, unsigned Depth)
      : RunCodeVisitor(Context), T(T), Context(Context), Depth(Depth) {}

  /// The stream that a call writes to, or null.
  std::function<const Expr *(const CallExpr &)> WrittenBy;
  /// Told of a write, the stream as the starter names it, and what leads there in the body itself.
  std::function<void(const CallExpr &, const Place &, const Expr *)> OnWrite;
  /// Told of a named object, and its place as the starter names it.
  std::function<void(const Expr &, const Place &)> OnName;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCallExpr(CallExpr *Call) override {
    if (const Expr *Stream = WrittenBy ? WrittenBy(*Call) : nullptr) {
      if (const std::optional<Place> Where = shared(Stream))
        OnWrite(*Call, *Where, Call);
      return true;
    }
    follow(*Call);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (isa<VarDecl>(E->getDecl()))
      name(*E);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) override {
    if (isa<FieldDecl>(E->getMemberDecl()))
      name(*E);
    return true;
  }

private:
  std::optional<Place> shared(const Expr *E) const {
    const std::optional<Place> Inside = placeOf(withoutMoves(E));
    return Inside ? inStarter(T, *Inside) : std::nullopt;
  }
  void name(const Expr &E) const {
    if (!OnName)
      return;
    if (const std::optional<Place> Where = shared(&E))
      OnName(E, *Where);
  }
  /// Looks into a function that is called here, and translates what it finds to the starter's names.
  void follow(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    const FunctionDecl *Definition = nullptr;
    if (Depth == 0 || !Callee || isa<CXXOperatorCallExpr>(Call) || !Callee->hasBody(Definition) ||
        Context.getSourceManager().isInSystemHeader(Definition->getLocation()))
      return;
    const Task Inner = asTask(Call, *Definition);
    BodyReader Reader(Inner, Context, Depth - 1);
    Reader.WrittenBy = WrittenBy;
    Reader.OnWrite = [&](const CallExpr &Found, const Place &Here, const Expr *) {
      if (const std::optional<Place> Where = inStarter(T, Here))
        OnWrite(Found, *Where, &Call);
    };
    if (OnName)
      Reader.OnName = [&](const Expr &Found, const Place &Here) {
        if (const std::optional<Place> Where = inStarter(T, Here))
          OnName(Found, *Where);
      };
    Reader.TraverseStmt(Definition->getBody());
  }

  const Task &T;
  const ASTContext &Context;
  const unsigned Depth;
};

} // namespace

/// Whether \p P names one object that has its own order of writes: no element that an index or an iterator chose, and
/// not 'std::cout' and its kin.
static bool isCertain(const Place &P) {
  return P.Kind != Place::Root::Function && !(P.Decl && isInStd(*P.Decl)) &&
         llvm::none_of(P.Steps, [](const Place::Step &Step) { return Step.What == Place::Step::Kind::Index; });
}

SmallVector<Writer, 2> writersIn(const Task &T, const StreamModel &Streams, const ASTContext &Context) {
  SmallVector<Writer, 2> Found;
  if (!T.Body || !T.Body->hasBody())
    return Found;
  BodyReader Reader(T, Context, 1);
  Reader.WrittenBy = [&](const CallExpr &Call) { return Streams.writtenBy(Call); };
  Reader.OnWrite = [&](const CallExpr &Call, const Place &Where, const Expr *At) {
    const bool IsOperation = startsOperation(Call);
    if (isCertain(Where) && (IsOperation || runsOnThread(T)))
      Found.push_back({At, Where, IsOperation});
  };
  Reader.TraverseStmt(T.Body->getBody());
  return Found;
}

/// Whether tasks may take turns by an object of \p Type.
static bool isTurnstile(QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isBooleanType())
    return true;
  const CXXRecordDecl *Class = recordOf(Type);
  const std::string Name = Class ? nameOf(*Class).lower() : "";
  return llvm::any_of(std::initializer_list<StringRef>{"channel", "semaphore", "mutex", "lock", "latch", "gate",
                                                       "strand", "timer", "event", "condition", "queue", "list",
                                                       "vector", "atomic", "flag"},
                      [&](StringRef Part) { return StringRef(Name).contains(Part); });
}

SmallVector<Place, 4> turnstilesIn(const Task &T, const ASTContext &Context) {
  SmallVector<Place, 4> Found;
  if (!T.Body || !T.Body->hasBody())
    return Found;
  BodyReader Reader(T, Context, 1);
  Reader.OnName = [&](const Expr &E, const Place &Where) {
    if (isTurnstile(E.getType()) && !E.getType().getNonReferenceType().isConstQualified())
      Found.push_back(Where);
  };
  Reader.TraverseStmt(T.Body->getBody());
  return Found;
}

namespace {

class LooseFinder : public UserCodeVisitor {
public:
  LooseFinder(const ASTContext &Context, const StreamModel &Streams) : UserCodeVisitor(Context), Streams(Streams) {}

  std::vector<LooseWrite> Found;

  bool VisitCallExpr(CallExpr *Call) override {
    const Expr *Stream = isComposed(*Call) ? Streams.writtenBy(*Call) : nullptr;
    const std::optional<Place> Where = Stream ? placeOf(Stream) : std::nullopt;
    const Token::Kind End = Where ? Token::of(tokenArgument(*Call)->getType()).What : Token::Kind::None;
    if (End == Token::Kind::Handler || End == Token::Kind::Detached || End == Token::Kind::Future)
      if (isCertain(*Where))
        Found.push_back({Call, *Where, {path().begin(), path().end()}, frameOf(path())});
    return true;
  }

private:
  static bool isComposed(const CallExpr &Call) {
    return startsOperation(Call) && nameOf(*calleeOf(Call)) == "async_write";
  }

  const StreamModel &Streams;
};

} // namespace

std::vector<LooseWrite> looseWrites(ASTContext &Context, const StreamModel &Streams) {
  LooseFinder Finder(Context, Streams);
  Finder.visitAll(Context);
  return std::move(Finder.Found);
}

bool mayOverlap(const LooseWrite &First, const LooseWrite &Second, const ASTContext &Context) {
  const FunctionDecl *Function = First.Around.Function;
  const auto IsMade = [](const CodeNode &Node) {
    const Stmt *S = Node.dyn_cast<const Stmt *>();
    return isa_and_nonnull<ForStmt, SwitchStmt>(S) && S->getBeginLoc().isMacroID(); // a stackless coroutine
  };
  return Function && Function == Second.Around.Function && llvm::none_of(Second.Path, IsMade) &&
         !areExclusive(First.Path, Second.Path) &&
         runsOn(*Function->getBody(), First.Call->getEndLoc(), Second.Call->getBeginLoc(), Context);
}

bool overlapsItself(const LooseWrite &Write, const ASTContext &Context) {
  const Stmt *Loop = repeatingLoop(Write.Path);
  return Loop && (!Write.Where.Decl || !isDeclaredIn(*Write.Where.Decl, *Loop, Context)) &&
         runsOn(*Loop, Loop->getBeginLoc(), Loop->getEndLoc(), Context);
}

} // namespace ron
