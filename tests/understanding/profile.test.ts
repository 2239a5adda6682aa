import { foix } from '@maillage/matching/testing/examples.ts'
import { firmFromProposals } from '@maillage/matching/understanding/firm.ts'
import { describe, expect, test } from 'vitest'
import { catalogue, lexicon, profileOf } from './read.ts'

const text =
  'Atelier de 14 mécaniciennes, 6 surjeteuses et une vingtaine de piqueuses plates, on faisait des housses auto. ' +
  'Pas de découpe laser. Certifié ISO 9001.'

describe('a profile in words', () => {
  test('is proposed with counts, each beside the words it came from', () => {
    const { proposals } = profileOf(text)
    const counts = Object.fromEntries(proposals.map(({ id, count }) => [id, count]))
    expect(counts).toMatchObject({
      't-sew-op': 14,
      'sew-overlock': 6,
      'sew-lockstitch': 20,
      'iso-9001': null,
    })
    for (const { spans } of proposals) {
      for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text)
    }
  })

  test('tells what is denied and what is past from what is there', () => {
    const { denied, proposals, activities } = profileOf(text)
    expect(denied).toMatchObject([{ kind: 'process', id: 'cut-laser' }])
    expect(proposals.map(({ id }) => id)).not.toContain('cut-laser')
    expect(activities.map(({ id, past }) => [id, past])).toEqual([
      ['sewing', false],
      ['car-trim', true],
    ])
  })

  test.each([
    ['Nous savons découper, piquer et assembler.', 'cosmetics'],
    ['Builds custom assembly lines for the car industry.', 'weaving'],
    ["Enseigne catalane de prêt-à-porter, atelier d'échantillons au siège.", 'sheets'],
    ["Enseigne catalane de prêt-à-porter, atelier d'échantillons au siège.", 'upholstery'],
    ['Revêtements à base de cuivre.', 'hosiery'],
    ["Laboratoire d'analyses des textiles et du cuir.", 'leather'],
    ['Voiles spunbond pour les cultures.', 'sails'],
    ['Cartonnage et étuis pliants.', 'technical-bags'],
    ['Tissage de linge de bain.', 'swimwear'],
    ['Sièges de tracteur : mousse et coiffes cousues.', 'covers'],
    ['Tissus de laine peignés et cardés.', 'plastics'],
  ])('words of several senses name no line of business by chance: %s', (words, other) => {
    expect(profileOf(words).activities.map(({ id }) => id)).not.toContain(other)
  })

  test('asks about what is usual, and never proposes it', () => {
    const { proposals, questions } = profileOf('Fabricant de chemises pour homme.')
    expect(proposals).toEqual([])
    expect(questions).toContainEqual({
      kind: 'trade',
      id: 't-sew-op',
      because: 'shirts',
      count: 10,
      spans: [{ start: 0, end: 21, text: 'Fabricant de chemises' }],
    })
  })

  test('keeps rates, surfaces, widths and weights with their words', () => {
    const { figures } = profileOf('Coupe : 400 m² par jour, laize 160, tissus de 120 à 180 g/m², 30 lavages.')
    expect(figures.map(({ kind, value, high, per }) => [kind, value, high, per])).toEqual([
      ['rate', 400, null, 'day'],
      ['width', 160, null, null],
      ['weight', 120, 180, null],
      ['washes', 30, null, null],
    ])
  })

  test('knows misspelt words, and the English for them', () => {
    const ids = (words: string) => profileOf(words).proposals.map(({ id }) => id)
    expect(ids('8 surjetteuses et 2 matelaceuses')).toEqual(['sew-overlock', 'sew-quilting'])
    expect(ids('12 overlockers and a CO2 laser cutter')).toEqual(['sew-overlock', 'cut-laser-bed'])
  })

  test.each([
    ['Six lignes qui superposent papier, spunbond et meltblown achetés.', ['spunbond', 'meltblown']],
    ['Polos et casquettes fournis par nos clients.', ['tshirts', 'hats']],
    ['Nous tissons des fils achetés en Italie.', ['spinning']],
    ['We purchase spunbond and meltblown jumbo rolls.', ['spunbond', 'meltblown']],
    ['Le blanchiment est réalisé chez un ennoblisseur voisin.', ['finishing']],
    ['Trousses : compresses, casaques et gants achetés.', ['workwear', 'rubber']],
    ['Cartonnage de boîtes pour parfums, gels et spiritueux.', ['cosmetics', 'spirits']],
    ['Câblage de pièces. Donneurs d’ordre : ascenseurs, cosmétique.', ['cosmetics']],
  ])('what is bought or comes from customers is no work of its own: %s', (words, others) => {
    const { activities } = profileOf(words)
    for (const other of others) expect(activities.map(({ id }) => id)).not.toContain(other)
  })

  test('work that is bought in is denied', () => {
    const { denied } = profileOf('Tubing is welded here; moulding and EtO sterilisation are bought in.')
    expect(denied.map(({ id }) => id)).toEqual(['steril'])
  })

  test('a machine that was bought stands there all the same', () => {
    const { proposals } = profileOf('12 surjeteuses achetées en 2019.')
    expect(proposals).toMatchObject([{ kind: 'machine', id: 'sew-overlock', count: 12 }])
  })

  test('who does not sew has no machinists, whatever it knits', () => {
    const text = 'Tricotage de pulls sur 14 rectilignes : nous ne cousons pas.'
    const firm = firmFromProposals(profileOf(text), lexicon, catalogue, {
      id: 'a',
      activity: text,
      place: foix,
    })
    expect(firm.sites.flatMap(({ workforce }) => workforce.map(({ trade }) => trade))).toEqual([
      't-textile-machine',
    ])
  })

  test('who mends machines has none of them', () => {
    const { proposals, denied } = profileOf(
      'Réparation et entretien de machines à coudre, surjeteuses et presses à injecter.',
    )
    expect(proposals).toEqual([])
    expect(denied.map(({ id }) => id)).toEqual(['sew-lockstitch', 'sew-overlock', 'inject-press'])
  })

  test.each([
    'Importateur et grossiste : gants en nitrile, masques FFP2, surblouses jetables.',
    'We import and distribute nitrile gloves, FFP2 respirators and isolation gowns.',
    'Créatrice de mode, collections femme : toute la production est sous-traitée au Portugal.',
    'Independent fashion designer: womenswear. I have no workshop.',
  ])('who has others make what it sells makes none of it: %s', words => {
    const { activities, makes, questions } = profileOf(words)
    expect({ activities, makes, questions }).toEqual({ activities: [], makes: [], questions: [] })
  })

  test.each([
    ['Fabrication et négoce de chemises, atelier de 12 piqueuses.', 'shirts'],
    ['Weaver of towels for retailers and wholesalers.', 'home-linen'],
    ['Lingerie sur mesure, vente en boutique et en ligne.', 'lingerie'],
    ['Chemises pour importateurs et grossistes.', 'shirts'],
    ['Chemiserie : une partie de la production est sous-traitée.', 'shirts'],
  ])('who sells what it makes, or has a part of it made, is a maker: %s', (words, id) => {
    expect(profileOf(words).activities.map(activity => activity.id)).toContain(id)
  })

  test('who sells to the public has its machines all the same', () => {
    const { proposals } = profileOf('Vente directe, 12 piqueuses.')
    expect(proposals).toMatchObject([{ kind: 'machine', id: 'sew-lockstitch', count: 12 }])
  })

  test.each([
    ['Flocage de boîtes à gants.', 'rubber'],
    ['Masques de beauté : formulation de sérums.', 'mask-uns'],
    ['Assembles housings, packs them in Tyvek pouches.', 'coverall'],
  ])('a word of the trade within another thing says nothing: %s', (words, other) => {
    const { activities, makes } = profileOf(words)
    expect([...activities.map(({ id }) => id), ...makes.map(({ family }) => family)]).not.toContain(other)
  })

  test.each([
    ['Fabrication de ficelles, cordes et filets', 'rope'],
    ["Fabrication d'articles de brosserie", 'plastics'],
    ["Fabrication d'articles en papier à usage sanitaire ou domestique", 'hygiene'],
    ['Fabrication de pièces techniques à base de matières plastiques', 'plastics'],
    ['Fabrication d’emballages en matières plastiques', 'plastic-bags'],
    ['Blanchisserie-teinturerie de gros', 'laundry'],
    ['Aide par le travail', 'inclusion'],
    ['Activités de conditionnement', 'packing'],
    ['Manufacture of medical and dental instruments and supplies', 'medical-assembly'],
  ])('the official name of an activity says the line of business: %s', (label, id) => {
    expect(profileOf(label).activities[0]?.id).toBe(id)
  })

  test.each(['Commerce de détail d’habillement en magasin spécialisé', 'Wholesale of clothing and footwear'])(
    'a shop makes nothing of what it sells: %s',
    label => expect(profileOf(label).activities).toEqual([]),
  )
})
