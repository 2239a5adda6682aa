import { list, number, percent, unitPrice } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Article, Cost } from './relocation.ts'

/** Cents for 1,000 pieces as euros for one: to the cent from a euro on, since they are estimates, and to a hundredth of it below. */
export const apiece = (centsPerThousand: number): string => {
  const cents = centsPerThousand / 1000
  return unitPrice(cents >= 100 ? Math.round(cents) : Math.round(cents * 100) / 100)
}

export const leverName: Record<Cost['levers'][number]['kind'], () => string> = {
  'shorter-work': m.relocation_lever_work,
  'joint-buying': m.relocation_lever_materials,
  aid: m.relocation_lever_aid,
}

/** What a lever usually brings, and how much of it alone would do. */
export function leverLine({ brings, needed }: Cost['levers'][number], usual: number): string {
  const usually = m.relocation_lever_usual({ amount: apiece(brings), share: percent(usual) })
  return needed === null
    ? `${usually} ${m.relocation_lever_never()}`
    : `${usually} ${m.relocation_lever_alone({ share: percent(needed) })}`
}

/** How an article stands, in a sentence. */
export function gapLine({ chain }: Article): string {
  if (chain === null) return m.relocation_no_chain()
  if (chain.cost === null) return m.relocation_incomplete({ count: chain.missing.length })
  const { gap, share, left } = chain.cost
  if (gap <= 0) return m.relocation_cheaper({ amount: apiece(-gap) })
  const dearer = m.relocation_dearer({ amount: apiece(gap), share: percent(share) })
  return left === 0
    ? `${dearer} ${m.relocation_closable()}`
    : `${dearer} ${m.relocation_left({ amount: apiece(left) })}`
}

/** Made like what, and how many times of it. */
export function likeLine({ workTimes, materialTimes }: Article, name: string): string {
  if (workTimes === 1 && materialTimes === 1) return m.relocation_as({ item: name })
  return m.relocation_like({ item: name, work: number(workTimes, 2), materials: number(materialTimes, 2) })
}

export const firmsLine = ({ chain }: Article): string =>
  chain === null ? '' : list(chain.firms.map(({ name }) => name))

/** Hours a week, to a tenth where they are few. */
export const weekly = (hours: number): string =>
  m.relocation_hours({ hours: number(hours, hours < 10 ? 1 : 0) })
