import { redirect } from '@sveltejs/kit'
import { Reading } from '#lib/reading.svelte.ts'
import { readAbout, type ThreadKind } from '#lib/threads/threads.ts'

const KINDS: readonly ThreadKind[] = ['need', 'tender', 'contract', 'group']

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const kind = KINDS.find(one => one === url.searchParams.get('kind'))
  const subject = url.searchParams.get('subject')
  const to = url.searchParams.get('to') ?? undefined
  if (kind === undefined || subject === null || (to === undefined && kind !== 'group'))
    redirect(307, '/messages')
  return {
    organisation,
    about: new Reading(() => readAbout(organisation.id, { kind, subject, ...(to !== undefined && { to }) })),
  }
}
