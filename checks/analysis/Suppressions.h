// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseSet.h"
#include <string>
#include <vector>

namespace ron {

/// The comments by which a reader of the code takes responsibility for a finding of one check:
/// '// ron-allow(lock-across-await): reason' (the check's name with or without 'ron-', or several with commas), at the
/// end of the finding's line or on lines of its own directly above, and whatever other markers the check adds.
class Suppressions : public CommentHandler {
public:
  explicit Suppressions(StringRef CheckName);

  /// Also accepts \p Marker, a word or phrase that a comment begins with; a check whose findings it silences wants a
  /// reason in parentheses behind it only when \p NeedsReason.
  void addMarker(StringRef Marker, bool NeedsReason);

  /// Listens to the comments that \p PP reads. Must be called before parsing starts.
  void attach(Preprocessor &PP);

  /// Whether a comment with a reason stands behind the code on the line of \p Loc, or alone directly above it.
  bool allows(const SourceManager &Sources, SourceLocation Loc) const;

  /// The comments that name this check and give no reason. They suppress nothing.
  ArrayRef<SourceLocation> withoutReason() const { return Bare; }

  /// Forgets the comments of the last translation unit.
  void clear();

  bool HandleComment(Preprocessor &PP, SourceRange Range) override;

private:
  enum class Verdict { Other, Allowed, NoReason };
  Verdict classify(StringRef Text) const;
  Verdict classifyAllow(StringRef Text) const;

  struct Marker {
    std::string Text;
    bool NeedsReason;
  };
  std::string Name; // without 'ron-'
  std::vector<Marker> Markers;
  using Line = std::pair<FileID, unsigned>;
  llvm::DenseSet<Line> Covered;
  Line Continues; // where a comment on the next line would continue the last one that allows
  SmallVector<SourceLocation, 4> Bare;
};

} // namespace ron
