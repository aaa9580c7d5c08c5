/**
 * Which two optimizers are held against each other, and which there are to choose from. The catalogue is read only when
 * they are asked for, since commands import this.
 */
import { computed, ref, type ShallowRef, shallowRef } from 'vue'
import type { Definition } from '../../../src-main/contract/definition'
import type { RunSummary } from '../../../src-main/contract/run'
import { useCatalogue } from '../../lab/useCatalogue'
import { useDialogs } from '../../lab/useDialogs'
import { isJsonObject } from '../draft/documentPath'
import { useDraft } from '../useDraft'
import { type Configuration, withPreset } from './configuration'
import { nearestPreset } from './nearestPreset'

const draft = useDraft()
const { open } = useDialogs()

/** The runs that can be chosen besides the draft and what the catalogue has. */
const runs: ShallowRef<readonly RunSummary[]> = shallowRef([])
const leftKey = ref('')
const rightKey = ref('')

const ofDraft = computed<Configuration | undefined>(() => {
  const document = draft.document.value
  const settings = isJsonObject(document) ? document.optimizer : undefined
  const member =
    isJsonObject(settings) && typeof settings.kind === 'string' ? { ...settings, kind: settings.kind } : null
  const definition = member === null ? undefined : useCatalogue().definitionOfOptimizer(member)
  if (member === null || definition === undefined) return undefined
  return { key: 'draft', title: 'The draft', origin: definition.title, definition, settings: member }
})

const choices = computed<readonly Configuration[]>(() => [
  ...(ofDraft.value === undefined ? [] : [ofDraft.value]),
  ...runs.value.flatMap((run) => ofRun(run) ?? []),
  ...(useCatalogue().catalogue.value?.optimizers ?? []).filter(({ kind }) => kind !== 'rule').flatMap(ofDefinition),
])

function ofRun(run: RunSummary): Configuration | undefined {
  const settings = run.experiment.optimizer
  const definition = useCatalogue().definitionOfOptimizer(settings)
  return definition && { key: `run-${run.id}`, title: run.name, origin: definition.title, definition, settings }
}

/** By default, and as each preset has it. */
function ofDefinition(definition: Definition): readonly Configuration[] {
  const { kind, title, presets = [] } = definition
  const origin = title
  return [
    { key: kind, title, origin: 'by default', definition, settings: { kind } },
    ...presets.map((preset) => ({
      key: presetKey(kind, preset.title),
      title: `${title}: ${preset.title}`,
      origin,
      definition,
      settings: withPreset({ kind }, preset),
    })),
  ]
}

export function presetKey(kind: string, preset: string): string {
  return `${kind}: ${preset}`
}

function chosen(key: string): Configuration | undefined {
  return choices.value.find((choice) => choice.key === key)
}

/** Opens the comparison of two of the choices. */
function explain(left: string, right: string): void {
  leftKey.value = left
  rightKey.value = right
  open('explain')
}

/** The draft beside a preset that differs from it, or else two that libraries disagree about. */
function explainDraft(): void {
  const given = ofDraft.value
  if (given === undefined) {
    explain(presetKey('rmsprop', 'PyTorch'), presetKey('rmsprop', 'TensorFlow 1'))
    return
  }
  const { definition, settings } = given
  const nearest = nearestPreset(definition, settings)
  const other =
    nearest === undefined || nearest.differences.length > 0
      ? nearest?.preset
      : definition.presets?.find(({ title }) => title !== nearest.preset.title)
  explain('draft', other === undefined ? 'rmsprop' : presetKey(definition.kind, other.title))
}

function explainRuns(left: RunSummary, right: RunSummary): void {
  runs.value = [left, right]
  explain(`run-${left.id}`, `run-${right.id}`)
}

export function useExplain() {
  return {
    choices,
    runs,
    leftKey,
    rightKey,
    left: computed(() => chosen(leftKey.value)),
    right: computed(() => chosen(rightKey.value)),
    explain,
    explainDraft,
    explainRuns,
  }
}
