/**
 * Queries that nothing was tuned on: written apart from the others, before any answer to them was looked at. What is mended
 * after them is mended for what is general in it, and they are not changed.
 */
import { barrier, gowns, of, surgical, type GradedQuery } from './queries.ts'

export const heldOutQueries: GradedQuery[] = [
  ...of('plain', [
    ['recouvreuse Les Herbiers', { machines: ['sew-coverstitch'], commune: '85109' }],
    ['tricotage pulls Tarn', { kinds: ['flat-knitter'], department: '81' }],
    ['filature Vosges', { kinds: ['spinner'], department: '88' }],
    ['teinture et apprêts Loire', { kinds: ['finisher'], department: '42' }],
    ['combinaisons de protection Nord', { products: ['coverall-56'], department: '59' }],
    ['salle propre Rhône', { norm: 'iso-14644-8', department: '69' }],
    ['chaussures Fougères', { kinds: ['footwear'], commune: '35115' }],
    ['housses mortuaires Maine-et-Loire', { products: ['body-bag'], department: '49' }],
  ]),
  ...of('typos', [
    ['thermoformage Oyonax', { machines: ['thermoformer'], commune: '01283' }],
    ['tisage jaquard Roanne', { machines: ['loom-jacquard'], commune: '42187' }],
    ['couturieres Mazamett', { trades: ['t-sew-op', 't-tailor'], commune: '81163' }],
    ['blouses lavable Chollet', { products: gowns, commune: '49099' }],
    ['enducsion Ardeche', { kinds: ['coater'], department: '07' }],
    ['masque chirugical Vendee', { products: surgical, department: '85' }],
    ['injection plastque Ain', { machines: ['inject-press'], department: '01' }],
    ['dentele Calais', { materials: ['lace'], commune: '62193' }],
  ]),
  ...of('synonyms', [
    ['tapissier Cholet', { trades: ['t-uphol'], commune: '49099' }],
    ['soudure ultrason Loire', { machines: ['us-press'], department: '42' }],
    ['découpe laser textile Vosges', { machines: ['cut-laser-bed'], department: '88' }],
    ['pressing industriel Toulouse', { kinds: ['laundry'], commune: '31555' }],
    ['voilerie Vendée', { kinds: ['sails-and-tents'], department: '85' }],
    ['patronage gradation Aube', { trades: ['t-marker'], department: '10' }],
    ['feutre Tarn', { kinds: ['felt'], department: '81' }],
    ['écrans faciaux Rhône', { products: ['visor'], department: '69' }],
  ]),
  ...of('english', [
    ['coverstitch machine Troyes', { machines: ['sew-coverstitch'], commune: '10387' }],
    ['dyeing and finishing Vosges', { kinds: ['finisher'], department: '88' }],
    ['face shields Isère', { products: ['visor'], department: '38' }],
    ['ultrasonic welding Loire', { machines: ['us-press'], department: '42' }],
    ['sock knitting Limoges', { kinds: ['hosiery'], commune: '87085' }],
    ['pattern cutter Cholet', { trades: ['t-marker', 't-protot'], commune: '49099' }],
    ['spinning mill Tourcoing', { kinds: ['spinner'], commune: '59599' }],
    ['disposable caps Nord', { products: ['cap'], department: '59' }],
  ]),
  ...of('slang', [
    ['Juki Tarn', { machines: ['sew-lockstitch', 'sew-overlock'], department: '81' }],
    ['piqueuse plate Cholet', { machines: ['sew-lockstitch'], commune: '49099' }],
    ['HF bâches Vendée', { machines: ['hf-welder'], department: '85' }],
    ['petites mains Paris', { trades: ['t-sew-op', 't-tailor'], department: '75' }],
    ['Dornier Loire', { machines: ['loom-rapier', 'loom-airjet'], department: '42' }],
    ['Stoll Tarn', { machines: ['knit-flat'], department: '81' }],
    ['imprimantes FDM Haute-Garonne', { machines: ['fdm-printer'], department: '31' }],
    ['façonnier lingerie Troyes', { kinds: ['lingerie'], commune: '10387' }],
  ]),
  ...of('codes', [
    ['NF EN 14683:2019 Nord', { norm: 'en-14683', department: '59' }],
    ['ISO 13485', { norm: 'iso-13485' }],
    ['EN ISO 13982-1', { norm: 'en-iso-13982-1' }],
    ['gots Loire', { norm: 'gots', department: '42' }],
    ['couture 49300', { machines: ['sew-lockstitch'], commune: '49099' }],
    ['type IIR Rhône', { products: ['mask-surg-IIR'], department: '69' }],
    ['dpt 88 tissage', { kinds: ['weaver', 'technical-weaver'], department: '88' }],
    ['SPEC S76-001', { norm: 'afnor-spec-s76-001' }],
  ]),
  ...of('sentences', [
    [
      'besoin de 3000 blouses lavables pour notre EHPAD de Castres avant fin janvier, qui peut coudre ça ?',
      { products: gowns, commune: '81065' },
    ],
    [
      'Qui sait faire de la maille jetée ou du Rachel du côté de Roanne ?',
      { machines: ['knit-warp'], commune: '42187' },
    ],
    [
      'Nous avons du non-tissé SMS en rouleaux et cherchons un confectionneur équipé en soudure ultrasons dans la Loire',
      { machines: ['us-press'], department: '42' },
    ],
    [
      'is there any company in Vendée able to weld PVC tarpaulins with high frequency?',
      { machines: ['hf-welder'], department: '85' },
    ],
    [
      'cherche atelier maroquinerie avec piqueuses et presse à emporte-pièce pour découper des tabliers, Drôme ou Ardèche',
      { machines: ['press-die'], department: '26' },
    ],
    [
      'mairie des Vosges : masques barrières pour les écoles, taille enfant, lavables 50 fois',
      { products: ['mask-uns1-child'], department: '88' },
    ],
    [
      'un laboratoire textile pour tester la filtration et la respirabilité, plutôt vers Lyon',
      { kinds: ['laboratory'], department: '69' },
    ],
    [
      'We need a knitting mill that can knit cotton jersey tubes near Troyes for reusable masks',
      { machines: ['knit-circ-large'], materials: ['knit-cotton'], commune: '10387' },
    ],
  ]),
  ...of('names', [
    ['tissages mazamet', { kinds: ['weaver'], commune: '81163' }],
    ['Enduction d’Annonay', { kinds: ['coater'], commune: '07010' }],
    ['Filature de Tourcoing', { kinds: ['spinner'], commune: '59599' }],
    ['Literie de Laval', { kinds: ['bedding'], commune: '53130' }],
    ['masques de roanne', { kinds: ['mask-maker'], commune: '42187' }],
    ['Non-tissés Castres', { kinds: ['felt'], commune: '81065' }],
    ['Bas et chaussettes de Limoge', { kinds: ['hosiery'], commune: '87085' }],
    ['barrière masques maille Aube', { products: barrier, kinds: ['circular-knitter'], department: '10' }],
  ]),
]
