/**
 * For test files that share one worker: each starts with modules that nobody has used, real clocks and its own globals,
 * so that no file sees what another left behind, whatever their order. Packages are loaded once a worker.
 */
import { vi } from 'vitest'

vi.resetModules()
vi.useRealTimers()
vi.unstubAllGlobals()
