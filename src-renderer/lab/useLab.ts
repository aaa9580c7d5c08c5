/** The state of the lab file and the trainers, kept up to date by main. */
import { computed, type ShallowRef, shallowRef } from 'vue'
import type { LabError } from '../../src-main/contract/errors'
import type { LabState } from '../../src-main/contract/lab'
import { client } from './client'

const lab: ShallowRef<LabState | null> = shallowRef(null)
/** Why the state could not be read at all; why the lab file cannot be used is `lab.error`. */
const readError: ShallowRef<LabError | null> = shallowRef(null)
const labError = computed(() => readError.value ?? lab.value?.error ?? null)
const fileName = computed(() => lab.value?.file.split(/[\\/]/).at(-1) ?? '')

async function readLab(): Promise<void> {
  const answer = await client.call('lab.read')
  if (answer.ok) lab.value = answer.value
  readError.value = answer.ok ? null : answer.error
}

/** Reads the state and follows it; `onOther` hears of another lab file. The function returned ends it. */
function followLab(onOther: () => void): () => void {
  const stop = client.on('lab.changed', ({ state, isOther }) => {
    lab.value = state
    readError.value = null
    if (isOther) onOther()
  })
  void readLab()
  return stop
}

export function useLab() {
  return { lab, labError, fileName, followLab }
}
