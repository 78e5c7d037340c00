// Removes dist/, so that a deleted source file leaves no compiled ghost in the package.
require("node:fs").rmSync(`${__dirname}/../dist`, { recursive: true, force: true });
