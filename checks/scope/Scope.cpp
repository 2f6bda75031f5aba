// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Runs beside the checks of any clang-tidy that loads the module, where options ask for it:
//
//   -fplugin-arg-ron_scope-wanted=LIST   checks see only declarations of the main file and of the files in LIST
//   -fplugin-arg-ron_scope-record=FILE   writes to FILE what the run read, and what it looked for in vain
//   -fplugin-arg-ron_scope-preamble=PCH  parses with this precompiled header
//   -fplugin-arg-ron_scope-block=HEADER  makes that precompiled header first, from HEADER; if that cannot be done
//                                        faithfully, the run goes on without
//   -fplugin-arg-ron_scope-then=stop     ends when that is done

#include "analysis/UserCode.h"
#include "scope/Preamble.h"
#include "scope/WantedFiles.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/FileSystem.h"

namespace ron {
namespace {

struct Options {
  std::string Wanted, Record, Preamble, Block, Then;
};

class ScopeConsumer : public ASTConsumer {
public:
  ScopeConsumer(CompilerInstance &Unit, Options Given) : Unit(Unit), Given(std::move(Given)) {}

  bool start();
  void HandleTranslationUnit(ASTContext &Context) override;

private:
  void restrict(ASTContext &Context);
  bool coversWantedFile(const Decl &D, const SourceManager &Sources);
  void findInclusions(const SourceManager &Sources);

  CompilerInstance &Unit;
  const Options Given;
  Record Reads;
  WantedFiles Wanted;
  /// Where files include a wanted one, for a declaration may be open there.
  llvm::DenseMap<FileID, SmallVector<unsigned, 4>> Inclusions;
};

/// Before the first token is read. Returns false, having said why, where an option cannot be followed.
bool ScopeConsumer::start() {
  if (!Given.Wanted.empty() && !Wanted.read(Given.Wanted)) {
    llvm::errs() << "error: cannot read the list of wanted files '" << Given.Wanted << "'\n";
    return false;
  }
  bool Usable = !Given.Preamble.empty();
  if (!Given.Block.empty()) {
    Record OfBlock;
    const bool Made = makePreamble(Unit, Given.Block, Given.Preamble, OfBlock);
    Usable = OfBlock.write(Given.Preamble + ".reads") && Made;
    if (Given.Then == "stop")
      std::_Exit(0);
  }
  if (Usable)
    Unit.getPreprocessorOpts().ImplicitPCHInclude = Given.Preamble;
  if (!Given.Record.empty()) {
    for (const auto &Entry : Unit.getHeaderSearchOpts().UserEntries) // looked at before we came
      Reads.add(Entry.Path, llvm::sys::fs::exists(Entry.Path));
    FileManager &Files = Unit.getFileManager();
    Files.setVirtualFileSystem(recording(Files.getVirtualFileSystemPtr(), Reads));
  }
  return true;
}

void ScopeConsumer::HandleTranslationUnit(ASTContext &Context) {
  if (!Given.Wanted.empty())
    restrict(Context);
  if (!Given.Record.empty() && !Reads.write(Given.Record))
    llvm::errs() << "warning: cannot write '" << Given.Record << "'\n";
}

void ScopeConsumer::restrict(ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  findInclusions(Sources);
  const std::string &Preamble = Unit.getPreprocessorOpts().ImplicitPCHInclude;
  std::vector<Decl *> Code = Preamble.empty() ? std::vector<Decl *>() : userCodeIn(Preamble, Unit);
  std::vector<Decl *> Checked;
  for (Decl *D : Context.getTranslationUnitDecl()->noload_decls()) {
    if (D->isFromASTFile() || D->getLocation().isInvalid())
      continue;
    const bool IsWanted = coversWantedFile(*D, Sources);
    if (IsWanted)
      Checked.push_back(D);
    if (IsWanted || !Sources.isInSystemHeader(D->getLocation()))
      Code.push_back(D);
  }
  Context.setTraversalScope(Checked);
  setUserCode(Context, std::move(Code));
}

bool ScopeConsumer::coversWantedFile(const Decl &D, const SourceManager &Sources) {
  const SourceLocation Begin = Sources.getExpansionLoc(D.getBeginLoc());
  const SourceLocation End = Sources.getExpansionLoc(D.getEndLoc());
  const auto [File, First] = Sources.getDecomposedLoc(Begin);
  if (Wanted.contains(File, Sources) ||
      Wanted.contains(Sources.getFileID(Sources.getExpansionLoc(D.getLocation())), Sources))
    return true;
  const auto [EndFile, Last] = Sources.getDecomposedLoc(End);
  const auto Within = Inclusions.find(File);
  return Within != Inclusions.end() &&
         llvm::any_of(Within->second, [&, From = First, To = EndFile == File ? Last : ~0U](unsigned Offset) {
           return From <= Offset && Offset <= To;
         });
}

void ScopeConsumer::findInclusions(const SourceManager &Sources) {
  forEachEnteredFile(Sources, [&](FileID File) {
    if (!Wanted.contains(File, Sources))
      return;
    for (SourceLocation At = Sources.getIncludeLoc(File); At.isValid(); At = Sources.getIncludeLoc(File)) {
      const auto [Around, Offset] = Sources.getDecomposedExpansionLoc(At);
      Inclusions[Around].push_back(Offset);
      File = Around;
    }
  });
}

class ScopeAction : public PluginASTAction {
public:
  ActionType getActionType() override { return AddBeforeMainAction; }

protected:
  /// Whether there is anything to do; without options the module leaves a run as it is.
  bool ParseArgs(const CompilerInstance &, const std::vector<std::string> &Arguments) override {
    for (StringRef Argument : Arguments) {
      const auto [Key, Value] = Argument.split('=');
      std::string *Option = Key == "wanted"     ? &Given.Wanted
                            : Key == "record"   ? &Given.Record
                            : Key == "preamble" ? &Given.Preamble
                            : Key == "block"    ? &Given.Block
                            : Key == "then"     ? &Given.Then
                                                : nullptr;
      if (!Option) {
        llvm::errs() << "error: unknown option -fplugin-arg-ron_scope-" << Key << "\n";
        std::exit(2); // clang-tidy would go on as if nobody had asked
      }
      *Option = Value.str();
    }
    return !Arguments.empty();
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Unit, StringRef) override {
    auto Consumer = std::make_unique<ScopeConsumer>(Unit, Given);
    if (!Consumer->start())
      std::exit(2);
    return Consumer;
  }

private:
  Options Given;
};

const FrontendPluginRegistry::Add<ScopeAction> Register("ron_scope", "Checks the wanted files, quickly.");

} // namespace
} // namespace ron
