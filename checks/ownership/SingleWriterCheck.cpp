// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ownership/SingleWriterCheck.h"

#include "analysis/Mutations.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"

namespace ron {

/// A write of a task, and the task.
struct SingleWriterCheck::TaskWrite {
  const TaskSite *Site;
  Writer What;
  SmallVector<Place, 4> Turnstiles; // of the task
};

SingleWriterCheck::SingleWriterCheck(StringRef Name, ClangTidyContext *Context)
    : UnitCheck(Name, Context), SpawnFunctions(*this, "SpawnFunctions", DefaultSpawnFunctions),
      WriteFunctions(*this, "WriteFunctions",
                     "*::async_write*;*::write;*::write_some;*::write_all;*::async_send*;*::send;*::send_*"),
      StreamTypes(*this, "StreamTypes",
                  "boost::asio::basic_stream_socket;boost::asio::ssl::stream;boost::asio::basic_serial_port;"
                  "boost::asio::basic_writable_pipe;boost::asio::posix::basic_stream_descriptor;"
                  "asio::basic_stream_socket;asio::ssl::stream;asio::basic_serial_port;asio::basic_writable_pipe;"
                  "asio::posix::basic_stream_descriptor;boost::beast::basic_stream;boost::beast::ssl_stream;"
                  "boost::beast::websocket::stream;std::basic_ostream"),
      Streams{StreamTypes, WriteFunctions} {}

void SingleWriterCheck::examine(ASTContext &Context) {
  examineTasks(Context);
  examineLoose(Context);
}

static bool shareOne(ArrayRef<Place> A, ArrayRef<Place> B) {
  return llvm::any_of(A, [&](const Place &P) { return llvm::is_contained(B, P); });
}

/// Whether every round of the loop that starts the task of \p Site writes to the same object at \p Where.
static bool outlivesRounds(const TaskSite &Site, const Place &Where, const ASTContext &Context) {
  return Site.Loop && (!Where.Decl || !isDeclaredIn(*Where.Decl, *Site.Loop, Context));
}

void SingleWriterCheck::examineTasks(ASTContext &Context) {
  const std::vector<TaskSite> Sites = taskSites(Context, SpawnFunctions);
  std::vector<TaskWrite> Writes;
  for (const TaskSite &Site : Sites)
    for (Writer &What : writersIn(Site.What, Streams, Context))
      Writes.push_back({&Site, std::move(What), turnstilesIn(Site.What, Context)});
  for (size_t I = 0; I < Writes.size(); ++I) {
    const TaskWrite &Second = Writes[I];
    const auto *First = std::find_if(Writes.data(), Writes.data() + I, [&](const TaskWrite &Earlier) {
      return Earlier.Site != Second.Site && Earlier.What.Where == Second.What.Where &&
             mayOverlap(*Earlier.Site, *Second.Site, Context) && !shareOne(Earlier.Turnstiles, Second.Turnstiles);
    });
    if (First != Writes.data() + I)
      reportPair(*First, Second);
    else if (Second.Turnstiles.empty() && outlivesRounds(*Second.Site, Second.What.Where, Context))
      reportRounds(Second);
  }
}

void SingleWriterCheck::adviseAt(SourceLocation Loc) {
  diag(Loc, "let one task write what the others send it through a channel", DiagnosticIDs::Note);
}

/// Where the hand must go: a lambda's own write, or where a function is started that others may start as well.
static SourceLocation placeToChange(const Task &T, const Writer &What) {
  return (T.Lambda ? What.At : T.Work)->getBeginLoc();
}

void SingleWriterCheck::reportPair(const TaskWrite &First, const TaskWrite &Second) {
  const SourceLocation Loc = placeToChange(Second.Site->What, Second.What);
  const SourceLocation At = Second.What.At->getBeginLoc();
  if (!shouldReport(Loc))
    return;
  diag(placeOf(Loc), "two tasks write to %0, and what they write may mix") << lastNamed(Second.What.Where);
  if (First.What.At == Second.What.At) {
    diag(placeOf(First.Site->What.Work->getBeginLoc()), "the other task is started here", DiagnosticIDs::Note);
    diag(placeOf(At), "both write here", DiagnosticIDs::Note);
  } else {
    diag(placeOf(First.What.At->getBeginLoc()), "the other task writes here", DiagnosticIDs::Note);
    if (At != Loc)
      diag(placeOf(At), "this one writes here", DiagnosticIDs::Note);
  }
  adviseAt(placeOf(Loc));
}

void SingleWriterCheck::reportRounds(const TaskWrite &Write) {
  const SourceLocation Loc = placeToChange(Write.Site->What, Write.What);
  if (!shouldReport(Loc))
    return;
  diag(placeOf(Loc), "the tasks of all rounds write to %0, and what they write may mix") << lastNamed(Write.What.Where);
  diag(placeOf(Write.Site->What.Start->getBeginLoc()), "each round starts such a task here", DiagnosticIDs::Note);
  adviseAt(placeOf(Loc));
}

void SingleWriterCheck::examineLoose(ASTContext &Context) {
  const std::vector<LooseWrite> Writes = looseWrites(Context, Streams);
  for (size_t I = 0; I < Writes.size(); ++I) {
    const LooseWrite &Second = Writes[I];
    const SourceLocation Loc = Second.Call->getBeginLoc();
    const auto *First = std::find_if(Writes.data(), Writes.data() + I, [&](const LooseWrite &Earlier) {
      return Earlier.Where == Second.Where && mayOverlap(Earlier, Second, Context);
    });
    const bool Twice = First != Writes.data() + I;
    if ((!Twice && !overlapsItself(Second, Context)) || !shouldReport(Loc))
      continue;
    diag(placeOf(Loc), "this write to %0 starts while the one %select{of the round before|before it}1 may still run")
        << lastNamed(Second.Where) << Twice;
    if (Twice)
      diag(placeOf(First->Call->getBeginLoc()), "the write before it starts here", DiagnosticIDs::Note);
    adviseAt(placeOf(Loc));
  }
}

} // namespace ron
