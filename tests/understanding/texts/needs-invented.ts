/** Needs nobody has, in the many ways in which people write of theirs. Read on 24 November 2026. */
import type { NeedText } from './annotation.ts'

const invented = (id: string, text: string, expects: NeedText['expects']): NeedText => ({
  id,
  text,
  source: null,
  expects,
})

export const needsInvented: NeedText[] = [
  invented('telegram', 'besoin urgent 5000 surblouses lavables sem. 18, livr. Foix', [
    { family: 'gown', product: 'gown-washable', quantity: 5000, deadline: '2027-05-07', place: 'Foix' },
  ]),
  invented(
    'mail-of-care-home',
    "Bonjour,\nL'EHPAD Les Tilleuls à Pamiers cherche 400 tabliers plastique et 2 000 paires de gants nitrile par mois.\nNous ne voulons pas de gants vinyle. Livraison avant le 15/12 svp.\nCordialement",
    [
      { family: 'gown', product: 'apron-sleeves', quantity: 400, place: 'Pamiers', deadline: '2026-12-15' },
      {
        family: 'glove',
        product: 'glove-nitrile',
        quantity: 2000,
        per: 'month',
        place: 'Pamiers',
        deadline: '2026-12-15',
      },
    ],
  ),
  invented(
    'tender-with-lots',
    'Lot 1 : masques à usage médical type IIR, EN 14683, 1 200 000 unités\nLot 2 : demi-masques FFP2, EN 149, 80 000 unités\nLot 3 : surblouses non stériles à usage unique, EN 13795, 45 000 unités\nDate limite : 12 janvier 2027',
    [
      {
        family: 'mask-surg',
        product: 'mask-surg-IIR',
        quantity: 1_200_000,
        norms: ['en-14683'],
        deadline: '2027-01-12',
      },
      { family: 'ffp', product: 'ffp2', quantity: 80_000, norms: ['en-149'], deadline: '2027-01-12' },
      {
        family: 'gown',
        product: 'gown-disposable',
        quantity: 45_000,
        norms: ['en-13795'],
        deadline: '2027-01-12',
      },
    ],
  ),
  invented(
    'rate',
    'Il nous faudrait 1 500 surblouses jetables/sem pendant 2 mois à partir du 4 janvier 2027.',
    [{ family: 'gown', product: 'gown-disposable', quantity: 1500, per: 'week' }],
  ),
  invented('misspelt', 'on cherche 300 vizières et 2000 masque chirurgicau pour notre cliniqe', [
    { family: 'visor', product: 'visor', quantity: 300 },
    { family: 'mask-surg', quantity: 2000 },
  ]),
  invented(
    'no-accents',
    'recherche dix mille masques enfants categorie 1 pour les ecoles de Castres avant fin decembre',
    [
      {
        family: 'mask-uns',
        product: 'mask-uns1-child',
        quantity: 10_000,
        place: 'Castres',
        deadline: '2026-12-31',
        norms: ['uns-note-2020'],
      },
    ],
  ),
  invented(
    'english-mail',
    'We urgently need 20,000 FFP3 respirators (EN 149) and 5k disposable coveralls within 3 weeks.',
    [
      { family: 'ffp', product: 'ffp3', quantity: 20_000, norms: ['en-149'], deadline: '2026-12-15' },
      { family: 'coverall', product: 'coverall-56', quantity: 5000, deadline: '2026-12-15' },
    ],
  ),
  invented(
    'history-then-need',
    "L'an dernier nous avions commandé 4 000 charlottes. Cette année il nous faut 900 calots en tissu.",
    [{ family: 'cap', product: 'cap-washable', quantity: 900 }],
  ),
  invented(
    'offer',
    'Notre atelier peut fournir 2 000 masques en tissu par semaine, livraison possible à Toulouse.',
    [],
  ),
  invented(
    'stock',
    'Pas besoin de visières. Les gants, nous avons ce qu’il faut en stock. En revanche nous manquons de gel hydroalcoolique : 500 litres.',
    [{ family: 'gel', product: 'gel-ha', quantity: 500 }],
  ),
  invented(
    'two-buyers',
    'La mairie de Mirepoix voudrait 3 000 masques grand public. Le CHIVA cherche 250 housses mortuaires.',
    [
      { family: 'mask-uns', product: 'mask-uns1-adult', quantity: 3000, place: 'Mirepoix' },
      { family: 'body-bag', product: 'body-bag', quantity: 250 },
    ],
  ),
  invented('boxes', 'Merci de nous livrer 200 boîtes de 50 masques chirurgicaux type II à Albi (81).', [
    { family: 'mask-surg', product: 'mask-surg-II', quantity: 10_000, place: 'Albi', norms: ['en-14683'] },
  ]),
  invented('range', 'Recherchons entre 5 000 et 8 000 surchaussures pour la semaine 50', [
    { family: 'overshoe', product: 'overshoe', quantity: 5000, deadline: '2026-12-11' },
  ]),
  invented('fire-service', 'SDIS 09 : besoin de combinaisons type 5/6 (150) et de FFP2 x 2000 sous 48h', [
    {
      family: 'coverall',
      product: 'coverall-56',
      quantity: 150,
      deadline: '2026-11-26',
      norms: ['en-iso-13982-1', 'en-13034'],
    },
    { family: 'ffp', product: 'ffp2', quantity: 2000, deadline: '2026-11-26' },
  ]),
  invented('only-masks', 'Nous cherchons 2 000 masques.', []),
  invented(
    'film',
    'Les transports de Rodez souhaitent 400 m2 de film virucide ISO 21702 pour les barres, et du gel pour les mains.',
    [
      { family: 'film', product: 'film-virucide', quantity: 400, place: 'Rodez', norms: ['iso-21702'] },
      { family: 'gel', product: 'gel-ha', place: 'Rodez' },
    ],
  ),
  invented(
    'html',
    '<p>Besoin : <b>1&nbsp;000</b> surblouses lavables<br>50 lavages minimum<script>var masques=9000</script></p>',
    [{ family: 'gown', product: 'gown-washable', quantity: 1000 }],
  ),
  invented(
    'nothing',
    'Bonjour, pourriez-vous me rappeler demain au 05 61 00 00 00 pour parler de la réunion de la filière ?',
    [],
  ),
]
