// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Members.h"

#include "clang/AST/ASTContext.h"

namespace ron {

const CXXMethodDecl *findMethod(const CXXRecordDecl &Class, llvm::function_ref<bool(const CXXMethodDecl &)> Is) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition)
    return nullptr;
  for (const CXXMethodDecl *Method : Definition->methods())
    if (Is(*Method))
      return Method;
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl())
      if (const CXXMethodDecl *Method = findMethod(*Record, Is))
        return Method;
  return nullptr;
}

const CXXMethodDecl *findMethod(const CXXRecordDecl &Class, StringRef Name) {
  return findMethod(Class,
                    [&](const CXXMethodDecl &Method) { return Method.getIdentifier() && Method.getName() == Name; });
}

bool hasMember(const CXXRecordDecl &Class, StringRef Name) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition)
    return false;
  if (!Definition->lookup(&Class.getASTContext().Idents.get(Name)).empty())
    return true;
  return llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl();
    return Record && hasMember(*Record, Name);
  });
}

bool sharesDeclaration(const DeclaratorDecl &D) {
  return llvm::any_of(D.getDeclContext()->noload_decls(), [&](const Decl *Sibling) {
    const auto *Other = dyn_cast<DeclaratorDecl>(Sibling);
    return Other && Other != &D && Other->getTypeSpecStartLoc() == D.getTypeSpecStartLoc();
  });
}

} // namespace ron
