/** Puts the golden set to the engine on the catalogue as it is today. */
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { createEngine, type Engine } from '@maillage/matching/engine.ts'
import { today } from '@maillage/matching/testing/examples.ts'
import { classOf, firmOf, type Grade, gradesOf, type Profile, type ProfileClass } from './golden.ts'
import { needs, regionOfFirms } from './needs.ts'
import { profiles } from './profiles/all.ts'
import { hit, ndcg } from './scores.ts'

export interface Measured {
  id: string
  ndcg: number
  hit1: boolean
  hit5: boolean
  /** Best first: what was expected and what came, with its grade. */
  expected: [id: string, grade: Grade][]
  came: [id: string, grade: Grade][]
}

export interface MeasuredProfile extends Measured {
  class: Exclude<ProfileClass, 'nothing'>
}

function measured(id: string, came: string[], grades: Map<string, Grade>): Measured {
  return {
    id,
    ndcg: ndcg(came, grades),
    hit1: hit(came, grades, 1),
    hit5: hit(came, grades, 5),
    expected: [...grades].sort((a, b) => b[1] - a[1]),
    came: came.slice(0, 10).map(each => [each, grades.get(each) ?? 0]),
  }
}

const engineWith = (firms: string[]) => {
  const engine = createEngine(loadCatalogue(), { asOf: today, departments: ['09'] })
  for (const profile of profiles) if (firms.includes(profile.id)) engine.upsertFirm(firmOf(profile))
  return engine
}

/** What a score holds at most where only work that anybody could do is covered: no answer at all. */
const anybody = 0.05

/** The sold products the engine has an answer for, best first. */
const answered = (engine: Engine, profile: Profile) =>
  engine.exploreProducts(firmOf(profile)).filter(({ score }) => score > anybody)

/** Every profile with something to find, and what the engine would have it make. */
export function measureProfiles(): MeasuredProfile[] {
  const engine = engineWith([])
  return profiles.flatMap(profile => {
    const expected = classOf(profile)
    if (expected === 'nothing') return []
    const came = answered(engine, profile).map(({ product }) => product)
    return [{ ...measured(profile.id, came, gradesOf(profile.grades)), class: expected }]
  })
}

/** What firms that can make nothing are told they could. */
export function measureNothing(): { id: string; product: string; score: number }[] {
  const engine = engineWith([])
  return profiles
    .filter(profile => classOf(profile) === 'nothing')
    .flatMap(profile =>
      answered(engine, profile).map(({ product, score }) => ({ id: profile.id, product, score })),
    )
}

/** Every need with the firms in the order in which the engine lists them. */
export function measureNeeds(): Measured[] {
  const engine = engineWith(regionOfFirms)
  return needs.map(({ need, grades }) => {
    const { partnerships } = engine.rank(need, { viewer: { kind: 'other' }, limit: 50 })
    const came = [...new Set(partnerships.flatMap(({ members }) => members.map(({ firm }) => firm)))]
    return measured(need.id, came, gradesOf(grades))
  })
}
