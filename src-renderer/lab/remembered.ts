/** A value that the window remembers between sessions, in localStorage; what cannot be read is the fallback. */
import { type Ref, shallowRef, watch } from 'vue'
import type { z } from '../../src-main/contract/schema'

export function remembered<T>(key: string, schema: z.ZodType<T>, fallback: T): Ref<T> {
  const value = shallowRef(stored(key, schema) ?? fallback)
  watch(value, (next) => localStorage.setItem(key, JSON.stringify(next)), { flush: 'sync' })
  return value
}

function stored<T>(key: string, schema: z.ZodType<T>): T | undefined {
  const text = localStorage.getItem(key)
  if (text === null) return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
