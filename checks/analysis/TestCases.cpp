// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/TestCases.h"

#include "analysis/Coroutines.h"
#include "analysis/Names.h"

#include "clang/AST/DeclTemplate.h"

namespace ron {

static bool isCatchName(StringRef Name) {
  return Name.starts_with("C_A_T_C_H_T_E_S_T_") || Name.starts_with("CATCH2_INTERNAL_TEST_");
}

static bool hasBase(const CXXRecordDecl &Class, StringRef Name) {
  return Class.hasDefinition() && llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl();
           return Parent && (qualifiedName(*Parent) == Name || hasBase(*Parent, Name));
         });
}

/// Whether \p Class, or a fixture behind it, comes from a template: others run the same tests with other arguments.
static bool isInstantiation(const CXXRecordDecl &Class) {
  return isa<ClassTemplateSpecializationDecl>(&Class) ||
         (Class.hasDefinition() && llvm::any_of(Class.bases(), [](const CXXBaseSpecifier &Base) {
            const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl();
            return !Parent || isInstantiation(*Parent);
          }));
}

std::optional<TestCase> testCaseOf(const FunctionDecl &Function) {
  using Framework = TestCase::Framework;
  const StringRef Name = nameOf(Function);
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const CXXRecordDecl *Class = Method ? Method->getParent() : nullptr;
  std::optional<Framework> Kind;
  if (Class && Name == "TestBody" && hasBase(*Class, "testing::Test"))
    Kind = Framework::GoogleTest;
  else if (Class && Name == "test_method" && Function.getLocation().isMacroID())
    Kind = Framework::BoostTest;
  else if (Class ? Name == "test" && isCatchName(nameOf(*Class)) : isCatchName(Name))
    Kind = Framework::Catch2;
  else if (!Class && (Name.starts_with("DOCTEST_ANON_FUNC_") || Name.starts_with("_DOCTEST_ANON_FUNC_")))
    Kind = Framework::Doctest;
  if (!Kind || isTemplated(Function) || (Class && isInstantiation(*Class)))
    return std::nullopt; // a 'TEST_P' has a base from a template
  return TestCase{*Kind, &Function, Class};
}

} // namespace ron
