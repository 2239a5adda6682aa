import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readChanges, readRecords } from './catalogue-api.ts'
import { isRecordKind } from './kinds.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const asked = url.searchParams.get('kind') ?? ''
  const kind = isRecordKind(asked) ? asked : 'items'
  return {
    organisation,
    kind,
    records: new Reading(async () => {
      const [records] = await Promise.all([readRecords(organisation.id, kind), loadCatalogue()])
      return records
    }),
    changes: new Reading(() => readChanges(organisation.id)),
  }
}
