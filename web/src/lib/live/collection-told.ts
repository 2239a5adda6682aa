import { m } from '#lib/paraglide/messages.js'
import type { Told } from './told.ts'

const NEWS: Record<string, (by: { by: string }) => string> = {
  proposed: m.told_collection_proposed,
  agreed: m.told_collection_agreed,
  refused: m.told_collection_refused,
  withdrawn: m.told_collection_withdrawn,
  ended: m.told_collection_ended,
  moved: m.told_collection_moved,
  cancelled: m.told_collection_cancelled,
  weighed: m.told_collection_weighed,
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What the other side of a collection of used articles did. */
export const collectionTold = (data: Record<string, unknown>): Told => ({
  title: (NEWS[said(data['happened'])] ?? m.told_other)({ by: said(data['by']) }),
  body: m.collection_title(),
  link: `/${said(data['page']) === 'buyer' ? 'buyer' : 'firm'}/collection?view=agreements`,
})
