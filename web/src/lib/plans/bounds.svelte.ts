import { m } from '#lib/paraglide/messages.js'
import type { PlanAsked } from './plans.ts'

type Bounds = PlanAsked['bounds']
type ItemBound = Bounds['items'][number]

/** A share in per cent as it is typed, to the tenth. */
const toPercent = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 1000) / 10

const isShare = (percent: number | null, least: (percent: number) => boolean): boolean =>
  percent === null || (least(percent) && percent <= 100)
const above = (percent: number) => percent > 0
const from = (percent: number) => percent >= 0

/** Bounds as they are typed: shares in per cent, null where nothing is bound. */
export class BoundsTyped {
  dependence = $state<number | null>(null)
  regional = $state<number | null>(null)
  recyclable = $state<number | null>(null)
  difficultyHours = $state<number | null>(null)
  items = $state<{ item: string; kind: ItemBound['kind']; percent: number | null }[]>([])

  constructor(bounds: Bounds | null) {
    if (bounds === null) return
    this.dependence = toPercent(bounds.dependence)
    this.regional = toPercent(bounds.regional)
    this.recyclable = toPercent(bounds.recyclable)
    this.difficultyHours = bounds.difficultyHours
    this.items = bounds.items.map(({ share, ...bound }) => ({ ...bound, percent: toPercent(share) }))
  }

  add(): void {
    this.items.push({ item: '', kind: 'dependence', percent: null })
  }

  remove(at: number): void {
    this.items.splice(at, 1)
  }

  /** What is wrong with what is typed, by field of the body. */
  faults(): { field: string; message: string }[] {
    const fault = (isRight: boolean, field: string, message: string) =>
      isRight ? [] : [{ field: `/bounds/${field}`, message }]
    return [
      ...fault(isShare(this.dependence, above), 'dependence', m.plan_form_share_above()),
      ...fault(isShare(this.regional, from), 'regional', m.plan_form_share()),
      ...fault(isShare(this.recyclable, from), 'recyclable', m.plan_form_share()),
      ...fault(
        this.difficultyHours === null || this.difficultyHours > 0,
        'difficultyHours',
        m.plan_form_number(),
      ),
      ...this.items.flatMap(({ item, kind, percent }, at) => [
        ...fault(item !== '', `items/${at}/item`, m.plan_form_item()),
        ...fault(
          percent !== null && isShare(percent, kind === 'dependence' ? above : from),
          `items/${at}/share`,
          kind === 'dependence' ? m.plan_form_share_above() : m.plan_form_share(),
        ),
      ]),
    ]
  }

  body(): Bounds {
    const share = (percent: number | null) => (percent === null ? null : percent / 100)
    return {
      dependence: share(this.dependence),
      regional: share(this.regional),
      recyclable: share(this.recyclable),
      difficultyHours: this.difficultyHours,
      items: this.items.map(({ item, kind, percent }) => ({ item, kind, share: (percent ?? 0) / 100 })),
    }
  }
}
