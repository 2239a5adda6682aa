import type { Figure, Item, Recipe } from '@maillage/matching/catalogue.ts'

const about = (value: number): Figure => ({ value, basis: 'estimated' })

/** A material that no catalogue has: what the head band of the shield is cut from. */
export const recycledCanvas: Item = {
  id: 'canvas-recycled',
  kind: 'material',
  name: { fr: 'Toile de coton recyclé', en: 'Recycled cotton canvas' },
  synonyms: { fr: ['toile recyclée'], en: ['recycled canvas'] },
  family: null,
  unit: 'm2',
  materialFamily: 'woven-cotton',
  grams: about(220),
  sizes: [],
  packagings: [],
  cpv: null,
  composition: { fr: 'Coton recyclé', en: 'Recycled cotton' },
  washes: null,
  recyclable: 'yes',
  endOfLife: null,
  compliance: [],
  outside: { leadDays: about(15), centsPerThousand: about(240_000), dependence: 'low' },
  historic: false,
}

/** A product that no catalogue has: a face shield on a sewn head band. */
export const faceShield: Item = {
  ...recycledCanvas,
  id: 'shield-sewn',
  kind: 'product',
  name: { fr: 'Écran facial sur bandeau cousu', en: 'Face shield on a sewn head band' },
  synonyms: { fr: ['écran cousu'], en: ['sewn shield'] },
  family: 'visor',
  unit: 'piece',
  materialFamily: null,
  grams: about(45),
  composition: { fr: 'Polyester, coton recyclé', en: 'Polyester, recycled cotton' },
  recyclable: 'partly',
  endOfLife: { fr: 'L’écran se sépare du bandeau.', en: 'The screen comes off the band.' },
  compliance: [
    {
      claim: 'none',
      regulation: { fr: 'Sécurité générale des produits', en: 'General product safety' },
      norms: [],
      attestation: 'self',
      days: about(5),
    },
  ],
  outside: null,
}

const methods = (process: string, minutes: number) => [
  { process, machineMinutes: about(minutes), labourMinutes: about(minutes) },
]

/** How it is made: cut, then sewn. */
export const faceShieldRecipe: Recipe = {
  id: 'shield-sewn-canvas',
  item: 'shield-sewn',
  name: { fr: 'Bandeau cousu', en: 'Sewn band' },
  claims: ['none'],
  operations: [
    {
      id: 'cut',
      name: { fr: 'Couper le bandeau', en: 'Cut the band' },
      methods: methods('cut-man', 0.3),
      after: [],
      inputs: [{ item: 'canvas-recycled', quantity: about(0.1) }],
      materialFamily: 'woven-cotton',
      yield: about(0.98),
      cleanRoom: false,
    },
    {
      id: 'sew',
      name: { fr: 'Coudre le bandeau et poser l’écran', en: 'Sew the band and fit the screen' },
      methods: methods('sew', 2),
      after: ['cut'],
      inputs: [{ item: 'sheet-polyester', quantity: about(0.06) }],
      materialFamily: 'woven-cotton',
      yield: about(0.98),
      cleanRoom: false,
    },
  ],
}
