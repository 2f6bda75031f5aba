# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""lit configuration of all suites: lit --param llvm=19 --param module=build/llvm-19/ron_tidy.so test/checks"""

import os
import sys
from pathlib import Path

import lit.formats

test_root = Path(__file__).resolve().parent
repository = test_root.parent
llvm = lit_config.params.get("llvm", "19")
module = Path(lit_config.params.get("module", repository / "build" / f"llvm-{llvm}" / "ron_tidy.so")).resolve()
if not module.is_file():
    lit_config.fatal(f"there is no module '{module}'; build it with: hooks/ron-tidy build --here --llvm {llvm}")

config.name = f"llvm-{llvm}"
config.test_format = lit.formats.ShTest(True)
config.test_source_root = str(test_root)
config.test_exec_root = str(module.parent / "test")
config.suffixes = [".cpp", ".py", ".test"]
config.excludes = ["lit.cfg.py", "ron_check.py", "runner", "support", "mock", "service", "bench", "Inputs"]
config.available_features.add(f"llvm-{llvm}")

# A test sees the machine's tools and nothing of the user's settings.
for name in ("PATH", "HOME", "TMPDIR", "CI"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.environment["LC_ALL"] = "C.UTF-8"
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
config.environment["PYTHONPATH"] = os.pathsep.join([str(test_root), str(repository / "hooks")])
config.environment["RON_TEST_LLVM"] = llvm
config.environment["RON_TEST_MODULE"] = str(module)

check = f"{sys.executable} -B {test_root / 'ron_check.py'} --llvm={llvm} --module={module} --temp=%t.ron"
config.substitutions.append(("%ron_check", check))
config.substitutions.append(("%python", f"{sys.executable} -B"))
config.substitutions.append(("%module", str(module)))
