/** Puts the golden set and the further ones to the engine on the catalogue as it is today. */
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { loadWords } from '@maillage/db/catalogue/words/load.ts'
import { createEngine, type Engine } from '@maillage/matching/engine.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { foix, today } from '@maillage/matching/testing/examples.ts'
import { firmFromProposals } from '@maillage/matching/understanding/firm.ts'
import { compileLexicon } from '@maillage/matching/understanding/lexicon.ts'
import { profileFromText } from '@maillage/matching/understanding/profile.ts'
import { classOf, firmOf, type Grade, type Graded, gradesOf, type ProfileClass } from './golden.ts'
import { needs, regionOfFirms } from './needs.ts'
import { profiles } from './profiles/all.ts'
import { type TextProfile, texts } from './profiles/own-words.ts'
import { type SecondProfile, secondProfiles } from './profiles/second-set.ts'
import { thirdProfiles, thirdTexts } from './profiles/third-set.ts'
import { hit, ndcg } from './scores.ts'

const catalogue = loadCatalogue()
const lexicon = compileLexicon(catalogue, loadWords())

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
  const engine = createEngine(catalogue, { asOf: today, departments: ['09'] })
  for (const profile of profiles) if (firms.includes(profile.id)) engine.upsertFirm(firmOf(profile))
  return engine
}

/** What a score holds at most where only work that anybody could do is covered: no answer at all. */
const anybody = 0.05

/** The sold products the engine has an answer for, best first. */
const answered = (engine: Engine, firm: Firm) =>
  engine.exploreProducts(firm).filter(({ score }) => score > anybody)

/** Every profile with something to find, and what the engine would have it make. */
export function measureProfiles(): MeasuredProfile[] {
  const engine = engineWith([])
  return profiles.flatMap(profile => {
    const expected = classOf(profile)
    if (expected === 'nothing') return []
    const came = answered(engine, firmOf(profile)).map(({ product }) => product)
    return [{ ...measured(profile.id, came, gradesOf(profile.grades)), class: expected }]
  })
}

/** What firms that can make nothing are told they could. */
export function measureNothing(): { id: string; product: string; score: number }[] {
  const engine = engineWith([])
  return profiles
    .filter(profile => classOf(profile) === 'nothing')
    .flatMap(profile =>
      answered(engine, firmOf(profile)).map(({ product, score }) => ({ id: profile.id, product, score })),
    )
}

/** The firm of a text, as the explorer takes it. */
const firmOfText = ({ id, text }: TextProfile) =>
  firmFromProposals(profileFromText(text, lexicon), lexicon, catalogue, { id, activity: text, place: foix })

export interface MeasuredSet {
  profiles: Measured[]
  texts: Measured[]
  /** What firms do in an answer that no firm of theirs could, and answers to firms that make nothing. */
  wrong: string[]
}

/** The second set: firms by what they have, and firms by their words. */
export const measureSecond = () => measureSet(secondProfiles, texts)

/** The third, likewise. */
export const measureThird = () => measureSet(thirdProfiles, thirdTexts)

function measureSet(byWhatTheyHave: SecondProfile[], byTheirWords: TextProfile[]): MeasuredSet {
  const engine = engineWith([])
  const wrong: string[] = []
  const measure = (list: { id: string; firm: Firm; grades: Graded; never: string[] }[]) =>
    list.flatMap(({ id, firm, grades, never }) => {
      const found = answered(engine, firm)
      for (const { product, operations } of found) {
        const done = [...operations.direct, ...operations.reoriented].filter(each => never.includes(each))
        wrong.push(...done.map(process => `${id}: ${process} for ${product}`))
      }
      const graded = gradesOf(grades)
      if (graded.size > 0)
        return [
          measured(
            id,
            found.map(({ product }) => product),
            graded,
          ),
        ]
      wrong.push(...found.map(({ product }) => `${id}: ${product}`))
      return []
    })
  return {
    profiles: measure(byWhatTheyHave.map(profile => ({ ...profile, firm: firmOf(profile) }))),
    texts: measure(byTheirWords.map(text => ({ ...text, firm: firmOfText(text) }))),
    wrong,
  }
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
