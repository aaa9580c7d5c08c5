/** The catalogue, read once: what problems, optimizers, schedules, datasets, layers and diagnostics there are. */
import { type ShallowRef, shallowRef } from 'vue'
import type { Catalogue, Definition } from '../../src-main/contract/definition'
import type { LabError } from '../../src-main/contract/errors'
import type { CatalogueList, Member } from '../../src-main/contract/field'
import { client } from './client'
import { ruleDefinition } from './ruleChecks'

const catalogue: ShallowRef<Catalogue | null> = shallowRef(null)
const catalogueError: ShallowRef<LabError | null> = shallowRef(null)
let isRead = false

async function read(): Promise<void> {
  const answer = await client.call('catalogue.read')
  if (answer.ok) catalogue.value = answer.value
  catalogueError.value = answer.ok ? null : answer.error
}

function definitionOf(list: CatalogueList, kind: string): Definition | undefined {
  return catalogue.value?.[list].find((definition) => definition.kind === kind)
}

/** The definition of a document's optimizer: for a rule of the user's own that of its text. */
function definitionOfOptimizer(optimizer: Member): Definition | undefined {
  return ruleDefinition(optimizer) ?? definitionOf('optimizers', optimizer.kind)
}

/** What an optimizer is called: a rule of the user's own by its title. */
function titleOfOptimizer(optimizer: Member): string {
  return definitionOfOptimizer(optimizer)?.title ?? optimizer.kind
}

/** The title of a kind, or the kind itself before the catalogue is there. */
function titleOf(list: CatalogueList, kind: string): string {
  return definitionOf(list, kind)?.title ?? kind
}

export function useCatalogue() {
  if (!isRead) {
    isRead = true
    void read()
  }
  return { catalogue, catalogueError, definitionOf, definitionOfOptimizer, titleOf, titleOfOptimizer }
}
