// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What is said to the editor passes here. clangd believes that every check has its page among clang-tidy's own, and
// knows no difference between a fix and what a person must agree to.

#include "clangd/Clangd.h"

namespace ron {

using clang::clangd::JSONStreamStyle;
using clang::clangd::Transport;
using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

RON_WRAP(std::unique_ptr<Transport>, newJSONTransport,
         "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE", std::FILE *In,
         llvm::raw_ostream &Out, llvm::raw_ostream *Mirror, bool Pretty, JSONStreamStyle Style)

/// Gives a diagnostic of ours the link to its page; whether it is one.
static bool link(Value &Diagnostic) {
  Object *Fields = Diagnostic.getAsObject();
  std::optional<StringRef> Name = Fields ? Fields->getString("code") : std::nullopt;
  if (!Name || !Name->consume_front("ron-"))
    return false;
  (*Fields)["codeDescription"] = Object{{"href", RON_HOMEPAGE "/blob/main/docs/checks/" + Name->str() + ".md"}};
  return true;
}

/// Whether a quick fix comes from a note. One from the warning has its message as its title, or tells its only edit.
static bool isSuggestion(StringRef Title, const Value &Diagnostic) {
  const Object *Fields = Diagnostic.getAsObject();
  return Fields && !Fields->getString("message").value_or("").starts_with_insensitive(Title) &&
         !Title.starts_with("change '") && !Title.starts_with("insert '") && !Title.starts_with("remove '");
}

/// Code actions carry the diagnostics that they are for. A suggestion is called one, and is not what the editor's key
/// for the obvious fix applies.
static void present(Value &Action) {
  Object *Fields = Action.getAsObject();
  Array *Diagnostics = Fields ? Fields->getArray("diagnostics") : nullptr;
  if (!Diagnostics || Diagnostics->empty() || !link(Diagnostics->front()))
    return;
  const std::string Title = Fields->getString("title").value_or("").str();
  if (!isSuggestion(Title, Diagnostics->front()))
    return;
  Fields->erase("isPreferred");
  (*Fields)["title"] = "suggestion: " + Title;
}

namespace {

/// Passes everything on.
class Presenting : public Transport {
public:
  explicit Presenting(std::unique_ptr<Transport> Real) : Real(std::move(Real)) {}

  void notify(StringRef Method, Value Params) override {
    Object *Published = Method == "textDocument/publishDiagnostics" ? Params.getAsObject() : nullptr;
    if (Array *Diagnostics = Published ? Published->getArray("diagnostics") : nullptr)
      llvm::for_each(*Diagnostics, link);
    Real->notify(Method, std::move(Params));
  }

  void call(StringRef Method, Value Params, Value ID) override { Real->call(Method, std::move(Params), std::move(ID)); }

  void reply(Value ID, llvm::Expected<Value> Result) override {
    if (Array *Actions = Result ? Result->getAsArray() : nullptr)
      llvm::for_each(*Actions, present);
    Real->reply(std::move(ID), std::move(Result));
  }

  llvm::Error loop(MessageHandler &Handler) override { return Real->loop(Handler); }

private:
  std::unique_ptr<Transport> Real;
};

} // namespace

std::unique_ptr<Transport> newJSONTransport(std::FILE *In, llvm::raw_ostream &Out, llvm::raw_ostream *Mirror,
                                            bool Pretty, JSONStreamStyle Style) {
  return std::make_unique<Presenting>(realnewJSONTransport(In, Out, Mirror, Pretty, Style));
}

} // namespace ron
