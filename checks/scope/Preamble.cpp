// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "scope/Preamble.h"

#include "clang/AST/ExternalASTSource.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Serialization/ASTReader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace ron {

void forEachEnteredFile(const SourceManager &Sources, llvm::function_ref<void(FileID)> See) {
  for (unsigned I = 0; I < Sources.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
    const FileID File =
        Entry.isFile() ? Sources.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset())) : FileID();
    if (File.isValid() && File != Sources.getMainFileID() && Sources.getFileEntryRefForID(File))
      See(File);
  }
}

namespace {

/// Notices what makes a precompiled block differ from one that is parsed in its place.
class BlockWatcher : public PPCallbacks {
public:
  BlockWatcher(Preprocessor &PP, bool &Faithful) : PP(PP), Faithful(Faithful) {
    for (const char *Name : {"__BASE_FILE__", "__INCLUDE_LEVEL__", "__TIMESTAMP__"})
      Placed.push_back(PP.getIdentifierInfo(Name));
  }

  void MacroExpands(const Token &Name, const MacroDefinition &, SourceRange, const MacroArgs *) override {
    if (llvm::is_contained(Placed, Name.getIdentifierInfo()))
      Faithful = false;
  }

  void MacroDefined(const Token &Name, const MacroDirective *Directive) override {
    const SourceManager &Sources = PP.getSourceManager();
    // By file: what the compiler itself defines counts as the main file's otherwise.
    if (Sources.getFileID(Name.getLocation()) == Sources.getMainFileID())
      Defined[Name.getIdentifierInfo()] = Directive->getMacroInfo();
  }

  // Overridden so that the module does not need clang's to be loaded: its name differs between the LLVMs.
  void HasInclude(SourceLocation, StringRef, bool, OptionalFileEntryRef, SrcMgr::CharacteristicKind) override {}

  /// The unit executes the block's directives again: its definitions must still be in force, or that changes them.
  void EndOfMainFile() override {
    for (const auto &[Name, Macro] : Defined)
      Faithful &= PP.getMacroInfo(Name) == Macro;
  }

private:
  Preprocessor &PP;
  bool &Faithful;
  SmallVector<const IdentifierInfo *, 4> Placed;
  llvm::DenseMap<const IdentifierInfo *, const MacroInfo *> Defined;
};

class BlockAction : public GeneratePCHAction {
public:
  explicit BlockAction(std::string UserFiles) : UserFiles(std::move(UserFiles)) {}
  bool Faithful = true;

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Unit, StringRef File) override {
    Unit.getPreprocessor().addPPCallbacks(std::make_unique<BlockWatcher>(Unit.getPreprocessor(), Faithful));
    return GeneratePCHAction::CreateASTConsumer(Unit, File);
  }

  void EndSourceFileAction() override {
    CompilerInstance &Unit = getCompilerInstance();
    const SourceManager &Sources = Unit.getSourceManager();
    std::string User;
    forEachEnteredFile(Sources, [&](FileID File) {
      const SourceLocation Start = Sources.getLocForStartOfFile(File);
      // The unit includes the block's headers again; their guards must make that nothing.
      if (Sources.isInMainFile(Sources.getIncludeLoc(File)))
        Faithful &= Unit.getPreprocessor().getHeaderSearchInfo().isFileMultipleIncludeGuarded(
            *Sources.getFileEntryRefForID(File));
      if (!Sources.isInSystemHeader(Start))
        User += llvm::utostr(Start.getRawEncoding()) + "\n";
    });
    std::error_code Error;
    llvm::raw_fd_ostream Out(UserFiles, Error);
    if (!Error)
      Out << User;
    Out.close();
    Faithful &= !Error && !Out.has_error();
    Out.clear_error();
    GeneratePCHAction::EndSourceFileAction();
  }

private:
  std::string UserFiles;
};

/// The invocation of \p Unit, made to write a precompiled header and nothing else.
std::shared_ptr<CompilerInvocation> invocationFor(CompilerInstance &Unit, StringRef Header, const std::string &Output) {
  auto Invocation = std::make_shared<CompilerInvocation>(Unit.getInvocation());
  FrontendOptions &Frontend = Invocation->getFrontendOpts();
  const InputKind Kind = Frontend.Inputs.front().getKind();
  Frontend.Inputs = {FrontendInputFile(Header, Kind)};
  Frontend.OutputFile = Output;
  Frontend.ProgramAction = frontend::GeneratePCH;
  Frontend.PluginArgs.clear(); // or we would be asked again
  Frontend.DisableFree = false;
  Frontend.IncludeTimestamps = false; // what a file holds counts, not when it was written
  Invocation->getPreprocessorOpts().ImplicitPCHInclude.clear();
  Invocation->getDependencyOutputOpts() = DependencyOutputOptions();
  languageOptions(*Invocation).PCHInstantiateTemplates = true;
  return Invocation;
}

} // namespace

bool makePreamble(CompilerInstance &Unit, StringRef Header, const std::string &Output, Record &Reads) {
  auto Files = recording(Unit.getFileManager().getVirtualFileSystemPtr(), Reads);
  const std::unique_ptr<CompilerInstance> Maker = compilerFor(invocationFor(Unit, Header, Output), Files);
  BlockAction Action(Output + ".user");
  const bool Made = Maker->ExecuteAction(Action) && Action.Faithful && !Maker->getDiagnostics().hasErrorOccurred();
  if (!Made) {
    llvm::sys::fs::remove(Output);
    llvm::sys::fs::remove(Output + ".user");
  }
  return Made;
}

std::vector<Decl *> userCodeIn(StringRef File, CompilerInstance &Unit) {
  std::vector<Decl *> Code;
  const auto Text = llvm::MemoryBuffer::getFile(File + ".user");
  ASTReader *Reader = Unit.getASTReader().get();
  if (!Text || !Reader)
    return Code;
  serialization::ModuleFile &Header = Reader->getModuleManager().getPrimaryModule();
  const SourceManager &Sources = Unit.getSourceManager();
  SmallVector<StringRef, 16> Starts;
  (*Text)->getBuffer().split(Starts, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Start : Starts) {
    SourceLocation::UIntTy Encoded = 0;
    if (Start.getAsInteger(10, Encoded))
      continue;
    const FileID In =
        Sources.getFileID(Reader->TranslateSourceLocation(Header, SourceLocation::getFromRawEncoding(Encoded)));
    SmallVector<Decl *, 32> Found;
    Reader->FindFileRegionDecls(In, 0, Sources.getFileIDSize(In), Found);
    llvm::copy_if(Found, std::back_inserter(Code),
                  [](const Decl *D) { return D->getLexicalDeclContext()->isTranslationUnit(); });
  }
  return Code;
}

} // namespace ron
