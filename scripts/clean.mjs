// Empties `dist`, so that a build holds nothing of the build before it.
import { rmSync } from "node:fs"

rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true })
