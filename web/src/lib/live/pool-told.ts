import { m } from '#lib/paraglide/messages.js'
import type { Told } from './told.ts'

const NEWS: Record<string, (by: { by: string }) => string> = {
  proposed: m.told_pool_proposed,
  'taken-on': m.told_pool_taken_on,
  changed: m.told_pool_changed,
  joined: m.told_pool_joined,
  left: m.told_pool_left,
  removed: m.told_pool_removed,
  fixed: m.told_pool_fixed,
  reopened: m.told_pool_reopened,
  dissolved: m.told_pool_dissolved,
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What became of a pool of buyers, or that one is asked into it. */
export function poolTold(kind: string, data: Record<string, unknown>): Told {
  const { pool, happened } = data
  const by = said(data['by'])
  const of = (key: string) => (typeof pool === 'object' && pool !== null ? said(Reflect.get(pool, key)) : '')
  return {
    title:
      kind === 'pool-invited' ? m.told_pool_invited({ by }) : (NEWS[said(happened)] ?? m.told_other)({ by }),
    body: of('title'),
    link: `/${happened === 'taken-on' ? 'operator' : 'buyer'}/pools/${of('id')}`,
  }
}
