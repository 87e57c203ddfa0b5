/** Small disks of our own, to be filled and to be spoilt. Linux, and only for who may mount. */
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, mkdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"

export interface Disk {
  readonly folder: string
  /** How many bytes are left on it. */
  readonly left: () => number
  /** Has it read only, though files are open: as a kernel does that met an error on the disk. */
  readonly fail: () => void
  /** Takes it away and brings it back, so that only what reached it is there. */
  readonly again: () => void
}

/** Lends a disk of so many megabytes; a sentence, when it can't be had. */
export const onDisk = async (
  kind: "memory" | "ext4",
  megabytes: number,
  work: (disk: Disk) => Promise<string | void>
): Promise<string | void> => {
  const beside = mkdtempSync(join(tmpdir(), "goodfaith-torture-"))
  const [folder, image] = [join(beside, "disk"), join(beside, "image")]
  const mount = (): string =>
    kind === "memory"
      ? run("mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "none", folder)
      : run("mount", "-o", "loop,errors=remount-ro", image, folder)
  const unmount = (): string => run("umount", folder)
  /** The switch that ext4 has for this. */
  const error = (): string => {
    const device = run("findmnt", "-no", "SOURCE", folder).trim()
    return `/sys/fs/ext4/${basename(device)}/trigger_fs_error`
  }
  mkdirSync(folder)
  try {
    try {
      if (kind === "ext4") {
        writeFileSync(image, "")
        truncateSync(image, megabytes * 1024 * 1024)
        run("mkfs.ext4", "-q", image)
      }
      mount()
    } catch (cause) {
      return `it needs a disk of its own, and this user may mount none here (${(cause as Error).message.split("\n")[0]})`
    }
    try {
      if (kind === "ext4" && !existsSync(error())) return "ext4 has no switch here that spoils it"
      return await work({
        folder,
        left: () => {
          const { bavail, bsize } = statfsSync(folder)
          return bavail * bsize
        },
        fail: () => writeFileSync(error(), "1"),
        again: () => {
          unmount()
          mount()
        }
      })
    } finally {
      unmount()
    }
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

const run = (file: string, ...args: ReadonlyArray<string>): string =>
  execFileSync(file, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
