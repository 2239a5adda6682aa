/** Firms that say little of themselves: a trade, a material, no machine. The first are real. */
import { barrierMasks, type Profile, surgicalMasks, washableGowns } from '../golden.ts'

const azinat =
  'https://azinat.com/2020/10/occitanie-protect-la-region-sengage-pour-le-developpement-dune-filiere-dequipements-sanitaires-100-locale'

export const littleSaid: Profile[] = [
  {
    id: 'lacoste-gayettes',
    says: 'Garment workshop of a polo-shirt brand in the Aube',
    source: 'https://forumeco.fr/des-masques-made-in-aube-pour-ceux-en-premiere-ligne',
    machines: {},
    people: { 't-sew-op': 30 },
    materials: ['knit-cotton'],
    littleSaid: true,
    grades: {
      couldMake: [...barrierMasks, ...washableGowns, 'gown-disposable', 'cap-washable'],
      withPartners: ['mask-inclusive', 'cap', 'coverall-56', 'overshoe'],
    },
  },
  {
    id: 'armani',
    says: 'Italian fashion house with four clothing factories',
    source: 'https://ragusah24.it/2020/03/28/armani-e-prada-producono-camici-bulgari-disinfettanti',
    machines: {},
    people: { 't-sew-op': 100, 't-tailor': 20 },
    materials: ['woven-wool'],
    littleSaid: true,
    grades: {
      couldMake: [...barrierMasks, ...washableGowns, 'gown-disposable', 'cap-washable'],
      withPartners: ['mask-inclusive', 'cap', 'coverall-56', 'overshoe'],
    },
  },
  {
    id: 'ultimadisplay',
    says: 'Display stands for shops and fairs near Nantes; used to assembling',
    source:
      'https://france3-regions.francetvinfo.fr/pays-de-la-loire/maine-et-loire/coronavirus-pres-cholet-saumur-entreprises-se-convertissent-fabrication-masques-1806144.html',
    machines: {},
    people: { 't-print': 6 },
    materials: ['rigid-plastic', 'paper-board'],
    littleSaid: true,
    grades: { couldMake: ['visor'] },
    uncertain: 'In 2020 it assembled masks; nothing it says of itself would have told so.',
  },
  {
    id: 'ergosante',
    says: 'Designs and makes ergonomic seats and equipment for work in the Gard',
    source:
      'https://www.emploilr.com/actualites/covid-19-des-entreprises-du-textile-d-occitanie-adaptent-leur-outil-de-production-pour-fabriquer-des-masques_5647.php',
    machines: {},
    people: { 't-uphol': 6 },
    materials: ['foam', 'woven-furnishing'],
    littleSaid: true,
    grades: { couldMake: ['visor'], withPartners: [...barrierMasks, 'body-bag'] },
    uncertain: 'Upholsterers sew thick stuff: masks are as likely as visors once it owns lighter machines.',
  },
  {
    id: 'biotex',
    says: 'Small firm of technical textiles for the army and niche markets at Lavelanet',
    source: azinat,
    machines: {},
    people: { 't-textile-machine': 8 },
    materials: ['woven-technical'],
    littleSaid: true,
    grades: {
      couldMake: [...barrierMasks, 'gown-washable'],
      withPartners: ['mask-inclusive', 'gown-polycotton'],
    },
    uncertain: 'Whether it weaves or has others weave is not said.',
  },
  {
    id: 'michelin',
    says: 'Tyre maker with the design office, mould shop and maintenance of heavy industry',
    source:
      'https://jdlgroupe.com/2020/04/10/michelin-mobilise-ses-usines-europeennes-pour-la-production-de-masques',
    machines: {},
    people: { 't-maint': 30, 't-cad': 10 },
    materials: ['latex'],
    littleSaid: true,
    grades: { couldMake: ['visor'], withPartners: ['glove-nitrile'] },
    uncertain: 'Visors by printed or moulded bands; gloves only for its knowledge of rubber.',
  },
  {
    id: 'dressmaker',
    says: 'A dressmaker alone, made-to-measure clothes',
    source: null,
    machines: {},
    people: { 't-tailor': 1 },
    materials: ['woven-cotton', 'woven-wool'],
    littleSaid: true,
    grades: {
      couldMake: [...barrierMasks, 'cap-washable'],
      withPartners: ['mask-inclusive', ...washableGowns],
    },
  },
  {
    id: 'plastics-trade',
    says: 'Plastics workshop, a dozen operators',
    source: null,
    machines: {},
    people: { 't-inj': 12 },
    materials: ['rigid-plastic'],
    littleSaid: true,
    grades: { couldMake: ['visor'] },
  },
  {
    id: 'cosmetics-trade',
    says: 'Creams and lotions for spas',
    source: null,
    machines: {},
    people: { 't-chem-op': 5 },
    materials: ['gel'],
    littleSaid: true,
    grades: { couldMake: ['gel-ha'] },
  },
  {
    id: 'nonwoven-trade',
    says: 'Polypropylene nonwovens for hygiene and farming',
    source: null,
    machines: {},
    people: { 't-nonwoven': 10 },
    materials: ['nonwoven-polypropylene'],
    littleSaid: true,
    grades: {
      couldMake: ['gown-disposable', 'coverall-56', 'cap', 'overshoe', ...surgicalMasks],
      withPartners: [...barrierMasks, 'mask-inclusive', 'ffp2', 'ffp3'],
    },
  },
]
