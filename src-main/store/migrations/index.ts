/** Every migration in order; the place in this list plus one is the format it leads to. */
import { createLab } from './0001_createLab'
import type { Migration } from './migration'

export const migrations: readonly Migration[] = [createLab]
