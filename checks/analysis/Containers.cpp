// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Containers.h"

#include "analysis/Names.h"

namespace ron {

ContainerFamily containerFamily(const CXXRecordDecl *Class) {
  if (!Class)
    return ContainerFamily::None;
  const StringRef Name = nameOf(*Class);
  if (Class->isInStdNamespace()) {
    if (isOneOf(Name, {"vector", "basic_string", "flat_map", "flat_set", "flat_multimap", "flat_multiset"}))
      return ContainerFamily::Contiguous;
    if (Name == "deque")
      return ContainerFamily::Deque;
    if (isOneOf(Name, {"map", "multimap", "set", "multiset", "list", "forward_list"}))
      return ContainerFamily::Nodes;
    return Name.starts_with("unordered_") ? ContainerFamily::Hashed : ContainerFamily::None;
  }
  const auto *Space = dyn_cast<NamespaceDecl>(Class->getDeclContext()->getEnclosingNamespaceContext());
  const StringRef Around = Space ? nameOf(*Space) : "";
  if (Around == "absl")
    return isOneOf(Name, {"flat_hash_map", "flat_hash_set", "InlinedVector"}) ? ContainerFamily::Contiguous
           : isOneOf(Name, {"node_hash_map", "node_hash_set"})                ? ContainerFamily::Hashed
           : Name.starts_with("btree_")                                       ? ContainerFamily::Contiguous
                                                                              : ContainerFamily::None;
  if (Around == "container" || Around == "boost" || Around == "unordered")
    return isOneOf(Name, {"vector", "small_vector", "flat_map", "flat_set", "basic_string", "unordered_flat_map",
                          "unordered_flat_set"})
               ? ContainerFamily::Contiguous
           : isOneOf(Name, {"map", "set", "list"}) ? ContainerFamily::Nodes
                                                   : ContainerFamily::None;
  if (Around == "folly")
    return isOneOf(Name, {"F14FastMap", "F14FastSet", "F14ValueMap", "F14VectorMap", "small_vector", "fbvector"})
               ? ContainerFamily::Contiguous
           : isOneOf(Name, {"F14NodeMap", "F14NodeSet"}) ? ContainerFamily::Hashed
                                                         : ContainerFamily::None;
  return ContainerFamily::None;
}

bool endsBorrow(const CXXMethodDecl &Method, ContainerFamily Family, BorrowKind Kind) {
  if (Method.isConst() || Method.isStatic())
    return false;
  const StringRef Name = nameOf(Method);
  const OverloadedOperatorKind Operator = Method.getOverloadedOperator();
  // These take elements away in every container; the rest depends on how it keeps them.
  const bool Erases = Operator == OO_Equal || isOneOf(Name, {"erase", "clear", "pop_front", "extract", "assign",
                                                             "remove", "remove_if", "unique", "replace"});
  const bool Shrinks = isOneOf(Name, {"pop_back", "resize"});
  const bool Inserts =
      isOneOf(Name, {"insert", "emplace", "emplace_hint", "insert_or_assign", "try_emplace", "merge", "insert_range"});
  const bool Appends = Operator == OO_PlusEqual || isOneOf(Name, {"push_back", "emplace_back", "push_front",
                                                                  "emplace_front", "append", "append_range"});
  const bool Moves = isOneOf(Name, {"reserve", "rehash", "shrink_to_fit"});
  if (Erases || Shrinks)
    return true;
  if (Kind == BorrowKind::Pointee)
    return false;
  switch (Family) {
  case ContainerFamily::None:
  case ContainerFamily::Nodes:
    return false;
  case ContainerFamily::Contiguous:
    return Inserts || Appends || Moves ||
           (Operator == OO_Subscript && !isOneOf(nameOf(*Method.getParent()), {"vector", "basic_string", "small_vector",
                                                                               "InlinedVector", "fbvector"}));
  case ContainerFamily::Deque:
    return Inserts || (Kind == BorrowKind::Iterator && Appends);
  case ContainerFamily::Hashed:
    return Kind == BorrowKind::Iterator && (Inserts || Moves || Operator == OO_Subscript);
  }
  return false;
}

std::optional<BorrowKind> borrowBy(const CXXMethodDecl &Method, ContainerFamily Family) {
  if (Family == ContainerFamily::None)
    return std::nullopt;
  const StringRef Name = nameOf(Method);
  const bool IsString = nameOf(*Method.getParent()) == "basic_string";
  if (isOneOf(Name, {"begin", "end", "cbegin", "cend", "rbegin", "rend", "crbegin", "crend", "lower_bound",
                     "upper_bound", "equal_range", "insert", "emplace", "try_emplace", "insert_or_assign", "erase"}) ||
      (Name == "find" && !IsString))
    return BorrowKind::Iterator;
  if (Method.getOverloadedOperator() == OO_Subscript ||
      isOneOf(Name, {"at", "front", "back", "data", "c_str", "emplace_back", "emplace_front"}) ||
      (IsString && isa<CXXConversionDecl>(Method)))
    return BorrowKind::Element;
  return std::nullopt;
}

} // namespace ron
