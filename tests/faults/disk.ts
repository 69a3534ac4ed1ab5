import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'vitest'
import { onPath } from '../browser/chromium.ts'

/** A file system of a test's own. */
export type Disk = { path: string; remove(): void }

/** Skips a test and says why, so that nobody takes it for done. */
export function skipLoudly(context: TestContext, why: string): never {
  console.log(`SKIPPED: ${context.task.name}\n  because ${why}`)
  return context.skip(why)
}

/** Why this machine mounts nothing for us; null when it does. */
export function whyNoMount(...programs: string[]): string | null {
  const missing = ['mount', ...programs].filter((name) => !onPath(name))
  if (missing.length > 0) return `there is no ${missing.join(', ')} here`
  try {
    memoryDisk(1).remove()
    return null
  } catch {
    return 'mounting is refused here (it takes root)'
  }
}

/** A file system in memory of so many megabytes, which fills up. */
export function memoryDisk(megabytes: number): Disk {
  const path = mkdtempSync(join(tmpdir(), 'jingtu-disk-'))
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'jingtu-test', path)
  } catch (error) {
    rmSync(path, { recursive: true })
    throw error
  }
  return { path, remove: () => unmount(path) }
}

/** A folder seen through a mount that takes no writes. */
export function readOnlyView(folder: string): Disk {
  const path = mkdtempSync(join(tmpdir(), 'jingtu-disk-'))
  run('mount', '--bind', folder, path)
  run('mount', '-o', 'remount,bind,ro', path)
  return { path, remove: () => unmount(path) }
}

/** An XFS of its own in a file. `cutPower`: from now on nothing reaches it and what was not synced is gone. */
export function xfsDisk(): Disk & { cutPower(): void; powerOn(): void } {
  const base = mkdtempSync(join(tmpdir(), 'jingtu-disk-'))
  const image = join(base, 'image')
  closeSync(openSync(image, 'w'))
  truncateSync(image, 320 * 1024 * 1024)
  run('mkfs.xfs', '-q', image)
  const path = join(base, 'disk')
  execFileSync('mkdir', [path])
  const powerOn = () => run('mount', '-o', 'loop', image, path)
  powerOn()
  return {
    path,
    cutPower: () => run('xfs_io', '-x', '-c', 'shutdown', path),
    powerOn() {
      run('umount', path)
      powerOn()
    },
    remove() {
      run('umount', '--lazy', path)
      rmSync(base, { recursive: true, force: true })
    },
  }
}

/** Fills a disk to its last byte with one file. @returns its path */
export function fill(disk: Disk): string {
  const path = join(disk.path, 'ballast')
  const file = openSync(path, 'w')
  // Ever smaller pieces, so that not even a page is left.
  for (const size of [1 << 20, 1 << 16, 4096]) {
    const piece = Buffer.alloc(size, 1)
    try {
      for (;;) if (writeSync(file, piece) < size) break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  closeSync(file)
  if (statSync(path).size === 0) throw new Error("couldn't fill the disk: it took nothing")
  return path
}

function unmount(path: string): void {
  run('umount', path)
  rmSync(path, { recursive: true, force: true })
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: 'pipe' })
}
