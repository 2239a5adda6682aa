import { error } from '@sveltejs/kit'
import { requireUser } from '#lib/guard.ts'
import { filtersIn, readLog, subjectIn } from '#lib/log/log.ts'
import { m } from '#lib/paraglide/messages.js'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent, url }) {
  await parent()
  requireUser(url)
  const subject = subjectIn(params)
  if (!subject) error(404, m.error_not_found_title())
  const filters = filtersIn(url.searchParams)
  return { subject, filters, log: new Reading(() => readLog(subject, filters, null)) }
}
