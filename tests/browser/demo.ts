import { cpSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { freshDataDir, type Running, startServer } from '../server.ts'
import { recordsOf } from './records.ts'

declare module 'vitest' {
  interface ProvidedContext {
    demoDir: string
  }
}

/** Lists of figures the demo publishes once its first night is over. */
const PERIODS = 22

/** Before the first test of the lane: one demo, seeded and published in full, from which each file takes a copy. */
export async function setup(project: TestProject): Promise<() => void> {
  const dataDir = freshDataDir()
  const server = await startServer({ dataDir, env: { DEMO: '1' } })
  await figuresOf(server)
  await server.stop()
  project.provide('demoDir', dataDir)
  return () => rmSync(dataDir, { recursive: true, force: true })
}

/** The real server over a copy of that demo; its folder goes when it stops. */
export async function startDemo(env: Record<string, string> = {}): Promise<Running> {
  const dataDir = freshDataDir()
  cpSync(inject('demoDir'), dataDir, { recursive: true, verbatimSymlinks: true })
  const server = await startServer({ dataDir, env: { DEMO: '1', INTAKE_LIMIT: '1000', ...env } })
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { ...server, stop }
}

async function figuresOf({ url }: Running): Promise<void> {
  for (let tries = 0; tries < 480; tries++) {
    if ((await recordsOf(url, '/figures')).length >= PERIODS) return
    await pause(250)
  }
  throw new Error('the figures of the demo were not published')
}
