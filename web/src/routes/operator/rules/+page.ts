import { readLimits, readRevisions, readRules } from '#lib/procedure/procedure.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    rules: new Reading(readRules),
    limits: new Reading(readLimits),
    revisions: new Reading(() => readRevisions(organisation.id)),
  }
}
