// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Sleeps.h"

#include "analysis/Coroutines.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

namespace ron {

static constexpr StringRef AsynchronousSleeps =
    "seastar::sleep;seastar::sleep_abortable;seastar::manual_clock::sleep;folly::coro::sleep;folly::futures::sleep;"
    "folly::coro::sleepReturnEarlyOnCancel;async_simple::coro::sleep;coro_io::sleep_for;coro_io::sleep;"
    "coro::*::yield_for;coro::*::yield_until;cppcoro::io_service::schedule_after;boost::cobalt::io::sleep;"
    "unifex::schedule_after;unifex::schedule_at";
static constexpr StringRef TimerWaits =
    "boost::asio::basic_waitable_timer::async_wait;asio::basic_waitable_timer::async_wait;"
    "boost::asio::basic_deadline_timer::async_wait;asio::basic_deadline_timer::async_wait;coro_io::period_timer::async_"
    "await";

Sleeps::Sleeps(const Globs &Functions)
    : Functions(Functions), Asynchronous(AsynchronousSleeps, AsynchronousSleeps), Timers(TimerWaits, TimerWaits) {}

void Sleeps::reset() const {
  Known.clear();
  Asynchronous.reset();
  Timers.reset();
}

SleepKind Sleeps::kindOf(const CallExpr &Call) const {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getCalleeDecl());
  if (!Callee || !Callee->getIdentifier())
    return SleepKind::None;
  const auto [Entry, New] = Known.try_emplace(Callee, SleepKind::None);
  if (New)
    Entry->second = kindOf(*Callee);
  return Entry->second;
}

SleepKind Sleeps::kindOf(const FunctionDecl &Callee) const {
  if (Timers.matches(Callee))
    return SleepKind::Timer;
  if (Asynchronous.matches(Callee))
    return SleepKind::Asynchronous;
  if (!Functions.matches(Callee))
    return SleepKind::None;
  if (isAwaitable(Callee.getReturnType()))
    return SleepKind::Asynchronous;
  // A function of C++ that is called 'sleep' is somebody's own.
  static constexpr StringRef OfTheSystem[] = {"sleep",           "usleep",     "nanosleep",
                                              "clock_nanosleep", "thrd_sleep", "sleepex"};
  const bool Global = Callee.getDeclContext()->getRedeclContext()->isTranslationUnit();
  if (Global && !Callee.isExternC() && llvm::is_contained(OfTheSystem, Callee.getName().lower()))
    return SleepKind::None;
  return SleepKind::Blocking;
}

namespace {

/// How a timer is used in one function.
class TimerUses : public AncestorVisitor {
public:
  explicit TimerUses(const ValueDecl &Timer) : Timer(Timer) {}

  bool Expires = false, Shared = false;

  bool VisitDeclRefExpr(DeclRefExpr *E) override { return E->getDecl() != &Timer || see(); }
  bool VisitMemberExpr(MemberExpr *E) override { return E->getMemberDecl() != &Timer || see(); }

private:
  bool see() {
    Path Way = path().drop_back();
    while (!Way.empty() && isa<ImplicitCastExpr, ParenExpr>(Way.back()))
      Way = Way.drop_back();
    const auto *Member = Way.empty() ? nullptr : dyn_cast<MemberExpr>(Way.back());
    const auto *Method = Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
    const StringRef Name = Method && Method->getIdentifier() ? Method->getName() : "";
    if (Name.starts_with("expires_")) {
      const auto *Call = Way.size() > 1 ? dyn_cast<CallExpr>(Way[Way.size() - 2]) : nullptr;
      Expires |= Call && Call->getNumArgs() > 0 && !isForever(*Call->getArg(0));
    } else if (Name != "async_wait") {
      Shared = true; // cancelled here, or handed to somebody who may
    }
    return true;
  }
  /// 'time_point::max()': the timer is an event that 'cancel()' raises.
  static bool isForever(const Expr &Time) {
    const auto *Call = dyn_cast<CallExpr>(Time.IgnoreUnlessSpelledInSource());
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->getIdentifier() && Callee->getName() == "max";
  }

  const ValueDecl &Timer;
};

} // namespace

bool isPlainDelay(const CallExpr &Wait, const FunctionDecl &Function, bool OwnedElsewhere) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Wait);
  const Expr *Object = Member ? Member->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource() : nullptr;
  if (!Object)
    return false;
  if (isa<CXXConstructExpr, CXXFunctionalCastExpr>(Object))
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  const auto *Field = dyn_cast<MemberExpr>(Object);
  const ValueDecl *Timer = Ref ? Ref->getDecl() : Field ? Field->getMemberDecl() : nullptr;
  if (!Timer || !Function.getBody())
    return false;
  const auto *Var = dyn_cast<VarDecl>(Timer);
  const bool Own = Var && Var->hasLocalStorage() && Var->getDeclContext() == &Function && !isa<ParmVarDecl>(Var) &&
                   !Var->getType()->isReferenceType();
  TimerUses Uses(*Timer);
  Uses.TraverseStmt(Function.getBody());
  if (!Own)
    return OwnedElsewhere && Uses.Expires && !Uses.Shared;
  const auto *Construct =
      Var->getInit() ? dyn_cast<CXXConstructExpr>(Var->getInit()->IgnoreUnlessSpelledInSource()) : nullptr;
  const bool SetAtBirth = Construct && Construct->getNumArgs() > 1 && !isa<CXXDefaultArgExpr>(Construct->getArg(1));
  return !Uses.Shared && (Uses.Expires || SetAtBirth);
}

/// The template arguments of \p Type when it is the class template 'std::chrono::<Name>'.
static const TemplateArgumentList *chronoArguments(QualType Type, StringRef Name) {
  const auto *Class =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Class || Class->getName() != Name || qualifiedName(*Class) != ("std::chrono::" + Name).str())
    return nullptr;
  return &Class->getTemplateArgs();
}

/// How many units of \p Type, a duration with a whole number of them, make a second; 1 for longer units, 0 if unknown.
static unsigned unitsPerSecond(QualType Type) {
  const TemplateArgumentList *Duration = chronoArguments(Type, "duration");
  if (!Duration || !Duration->get(0).getAsType()->isIntegerType())
    return 0;
  const auto *Ratio =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Duration->get(1).getAsType()->getAsCXXRecordDecl());
  if (!Ratio || Ratio->getTemplateArgs().size() != 2)
    return 0;
  const llvm::APSInt Denominator = Ratio->getTemplateArgs()[1].getAsIntegral();
  return Denominator.getActiveBits() <= 31 ? Denominator.getZExtValue() : 0;
}

std::optional<SleepTime> timeOf(const CallExpr &Sleep, const ASTContext &Context) {
  const FunctionDecl *Callee = Sleep.getDirectCallee();
  if (!Callee || Sleep.getNumArgs() != 1 || Sleep.isTypeDependent() || Sleep.getArg(0)->isTypeDependent())
    return std::nullopt;
  const Expr *Argument = Sleep.getArg(0);
  const std::string Text = Lexer::getSourceText(CharSourceRange::getTokenRange(Argument->getSourceRange()),
                                                Context.getSourceManager(), Context.getLangOpts())
                               .str();
  if (Text.empty())
    return std::nullopt;
  const std::string Name = qualifiedName(*Callee);
  if (Name == "std::this_thread::sleep_for")
    if (const unsigned PerSecond = unitsPerSecond(Argument->getType()))
      return SleepTime{Text, false, PerSecond};
  if (Name == "std::this_thread::sleep_until") {
    const TemplateArgumentList *Point = chronoArguments(Argument->getType(), "time_point");
    const auto *Clock = Point ? Point->get(0).getAsType()->getAsCXXRecordDecl() : nullptr;
    if (Clock && Clock->getName() == "steady_clock")
      return SleepTime{Text, true, unitsPerSecond(Point->get(1).getAsType())};
  }
  if (Name == "sleep" || Name == "QThread::sleep")
    return SleepTime{"std::chrono::seconds(" + Text + ")", false, 1};
  if (Name == "Sleep" || Name == "QThread::msleep")
    return SleepTime{"std::chrono::milliseconds(" + Text + ")", false, 1000};
  if (Name == "usleep" || Name == "QThread::usleep")
    return SleepTime{"std::chrono::microseconds(" + Text + ")", false, 1000000};
  return std::nullopt;
}

} // namespace ron
