// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "clangd/FilePhases.h"
#include "DefaultPhase.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

namespace ron {

Stamp::Stamp(std::string Path) : Path(std::move(Path)), Seen(read()) {}

std::string Stamp::read() const {
  llvm::sys::fs::file_status Status;
  if (llvm::sys::fs::status(Path, Status))
    return "";
  const auto Changed = Status.getLastModificationTime().time_since_epoch().count();
  return (llvm::Twine(Changed) + " " + llvm::Twine(Status.getSize()) + " " +
          llvm::Twine(Status.getUniqueID().getFile()))
      .str();
}

bool Stamp::isCurrent() const { return read() == Seen; }

static FilePhases::Options parsed(StringRef Text) {
  auto Found = parseConfiguration(llvm::MemoryBufferRef(Text, "ron-tidy"));
  return Found ? std::make_shared<const ClangTidyOptions>(std::move(*Found)) : nullptr;
}

FilePhases::FilePhases(std::string Program) : Program(std::move(Program)), Default(parsed(DefaultPhase)) {}

FilePhases::Options FilePhases::of(StringRef File) {
  if (Program.empty())
    return Default;
  {
    const std::lock_guard Lock(Guard);
    const auto Known = Answers.find(File);
    if (Known != Answers.end() && llvm::all_of(Known->second.DependsOn, [](const Stamp &S) { return S.isCurrent(); }))
      return Known->second.Said;
  }
  Answer New = ask(File); // takes a moment: others go on with other files
  const std::lock_guard Lock(Guard);
  return (Answers[File] = std::move(New)).Said;
}

FilePhases::Answer FilePhases::ask(StringRef File) const {
  const Answer None{Default, {Stamp(Program)}};
  llvm::SmallString<128> Output;
  if (llvm::sys::fs::createTemporaryFile("ron-tidy", "json", Output))
    return None;
  const llvm::FileRemover Remove(Output);
  // Our own input and output are the editor's; the log is where a fault of the user's configuration is reported.
  const std::optional<StringRef> Redirects[] = {StringRef(), Output.str(), std::nullopt};
  const StringRef Arguments[] = {Program, "clangd", "--settings", File};
  std::string Fault;
  const int Status = llvm::sys::ExecuteAndWait(Program, Arguments, std::nullopt, Redirects, 0, 0, &Fault);
  const auto Text = llvm::MemoryBuffer::getFile(Output);
  if (Status == 0 && Text)
    return read((*Text)->getBuffer());
  llvm::errs() << "ron-tidy: '" << Program << "' did not say what applies to '" << File << "'; the default phase does. "
               << Fault << "\n";
  return None;
}

FilePhases::Answer FilePhases::read(StringRef Text) const {
  Answer Found{Default, {}};
  auto Value = llvm::json::parse(Text);
  if (!Value)
    llvm::consumeError(Value.takeError());
  const llvm::json::Object *Said = Value ? Value->getAsObject() : nullptr;
  if (!Said)
    return Found;
  if (const auto Config = Said->getString("config"))
    if (Options Read = parsed(*Config))
      Found.Said = Read;
  if (const llvm::json::Array *Paths = Said->getArray("depends"))
    for (const llvm::json::Value &Path : *Paths)
      if (const auto Name = Path.getAsString())
        Found.DependsOn.emplace_back(Name->str());
  return Found;
}

} // namespace ron
