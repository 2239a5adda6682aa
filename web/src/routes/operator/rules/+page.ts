import { readRules } from '#lib/procedure/procedure.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  await parent()
  return { rules: new Reading(readRules) }
}
