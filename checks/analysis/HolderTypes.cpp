// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/HolderTypes.h"

#include "analysis/Coroutines.h"
#include "analysis/Names.h"

#include "clang/AST/DeclTemplate.h"

namespace ron {

SmallVector<QualType, 4> typeArguments(const CXXRecordDecl &Class) {
  SmallVector<QualType, 4> Types;
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Special)
    return Types;
  for (const TemplateArgument &Argument : Special->getTemplateArgs().asArray())
    if (Argument.getKind() == TemplateArgument::Type)
      Types.push_back(Argument.getAsType());
    else if (Argument.getKind() == TemplateArgument::Pack)
      for (const TemplateArgument &Element : Argument.pack_elements())
        if (Element.getKind() == TemplateArgument::Type)
          Types.push_back(Element.getAsType());
  return Types;
}

SmallVector<QualType, 4> HolderTypes::partsOf(const CXXRecordDecl &Class) const {
  if (Class.isInStdNamespace() &&
      (isOneOf(nameOf(Class), {"pair", "tuple"}) || llvm::is_contained(Owners, nameOf(Class))))
    return typeArguments(Class);
  SmallVector<QualType, 4> Parts;
  const CXXRecordDecl *Definition = Class.getDefinition();
  // A class of the standard library is such a thing or it is none. What a lambda captures is seen in the lambda.
  if (!Definition || Definition->isDependentType() || Definition->isInStdNamespace() || Definition->isLambda())
    return Parts;
  for (const FieldDecl *Field : Definition->fields())
    Parts.push_back(Field->getType());
  for (const CXXBaseSpecifier &Base : Definition->bases())
    Parts.push_back(Base.getType());
  return Parts;
}

bool HolderTypes::holds(QualType Type) const {
  if (Type.isNull() || Type->isReferenceType() || Type->isPointerType())
    return false;
  const CXXRecordDecl *Class = recordOf(Type);
  if (!Class)
    return false;
  if (IsThing(*Class))
    return true;
  if (const auto Found = Known.find(Class); Found != Known.end())
    return Found->second;
  Known[Class] = false; // a class that holds itself through a pointer
  // Of an awaitable, only what comes out of it may hold.
  return Known[Class] = !isAwaitable(*Class) && llvm::any_of(partsOf(*Class), [&](QualType T) { return holds(T); });
}

} // namespace ron
