import { error } from '@sveltejs/kit'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { Reading } from '#lib/reading.svelte.ts'
import { readChange, readChanges, readRecord, readRecords } from '../../catalogue-api.ts'
import { isRecordKind } from '../../kinds.ts'

export async function load({ parent, params, url }) {
  const { organisation } = await parent()
  const { kind, slug } = params
  if (!isRecordKind(kind)) error(404, m.error_not_found_title())
  const changeId = url.searchParams.get('change')
  const like = url.searchParams.get('like')
  const isNew = slug === 'new'
  return {
    organisation,
    kind,
    slug: isNew ? null : slug,
    like,
    reading: new Reading(async () => {
      const [changes, change, records, copied] = await Promise.all([
        readChanges(organisation.id),
        changeId === null ? null : readChange(organisation.id, changeId),
        readRecords(organisation.id, kind),
        like === null ? null : readRecord(organisation.id, kind, like),
        loadCatalogue(),
      ])
      const line = change?.lines.find(one => one.kind === kind && one.slug === slug) ?? null
      // What a draft adds is not in the catalogue yet.
      const isThere = records.some(one => one.slug === slug)
      const record = isNew || !isThere ? null : await readRecord(organisation.id, kind, slug)
      return {
        change,
        line,
        record,
        copied,
        drafts: changes.filter(({ state }) => state === 'draft'),
        taken: records.map(one => one.slug),
      }
    }),
  }
}
