/**
 * What people look for, as they type it, with what they are after: things of the catalogue and places, never words. Half
 * is what the field's texts say (machines by brand and slang, norms, towns), half are the same needs asked otherwise.
 */

/** Any one of each list will do; all lists have to hold. */
export interface Wants {
  machines?: string[]
  trades?: string[]
  materials?: string[]
  /** Items it can make as it stands; after a reorientation counts for less. */
  products?: string[]
  /** Proof that is held. */
  norm?: string
  /** Lines of business of the generator: what the firm really is. */
  kinds?: string[]
  department?: string
  commune?: string
}

export const queryClasses = [
  'plain',
  'typos',
  'synonyms',
  'english',
  'slang',
  'codes',
  'sentences',
  'names',
] as const
export type QueryClass = (typeof queryClasses)[number]

export interface GradedQuery {
  class: QueryClass
  text: string
  wants: Wants
}

export const gowns = ['gown-washable', 'gown-polycotton']
export const barrier = ['mask-uns1-adult', 'mask-uns1-child', 'mask-inclusive']
export const surgical = ['mask-surg-I', 'mask-surg-II', 'mask-surg-IIR']
const looms = ['loom-rapier', 'loom-airjet', 'loom-waterjet', 'loom-jacquard']
const lasers = ['cut-laser-bed']
const lines: Record<string, string> = {
  tarn: '81',
  ariege: '09',
  vosges: '88',
  aube: '10',
  loire: '42',
  vendee: '85',
}
const d = (department: string): Wants => ({ department: lines[department] ?? department })

export const of = (name: QueryClass, list: [text: string, wants: Wants][]): GradedQuery[] =>
  list.map(([text, wants]) => ({ class: name, text, wants }))

export const gradedQueries: GradedQuery[] = [
  ...of('plain', [
    ['surjeteuse Tarn', { machines: ['sew-overlock'], ...d('tarn') }],
    ['surjeteuse Castres', { machines: ['sew-overlock'], commune: '81065' }],
    ['métier à tisser Jacquard Loire', { machines: ['loom-jacquard'], ...d('loire') }],
    ['presse à injecter Ain', { machines: ['inject-press'], department: '01' }],
    ['blanchisserie Toulouse', { kinds: ['laundry'], commune: '31555' }],
    ['lingerie Vosges', { kinds: ['lingerie'], ...d('vosges') }],
    ['imprimante 3D Haute-Garonne', { machines: ['fdm-printer'], department: '31' }],
    ['soudeuse haute fréquence Rhône', { machines: ['hf-welder'], department: '69' }],
    ['masques chirurgicaux Loire', { products: surgical, ...d('loire') }],
    ['surblouses lavables Ariège', { products: gowns, ...d('ariege') }],
    ['masque barrière Roanne', { products: barrier, commune: '42187' }],
    ['maroquinerie Cholet', { kinds: ['leather'], commune: '49099' }],
    ['table de coupe laser CO2 Nord', { machines: lasers, department: '59' }],
    ['tissus enduits Drôme', { materials: ['coated-fabric'], department: '26' }],
    ['dentelles Pas-de-Calais', { materials: ['lace'], department: '62' }],
    ['gel hydroalcoolique Hérault', { products: ['gel-ha'], department: '34' }],
  ]),
  ...of('typos', [
    ['surjetteuse Tarn', { machines: ['sew-overlock'], ...d('tarn') }],
    ['surjeteuze Mazammet', { machines: ['sew-overlock'], commune: '81163' }],
    ['recouvreusse Aube', { machines: ['sew-coverstitch'], ...d('aube') }],
    ['tricoteuse rectiligne Roane', { machines: ['knit-flat'], commune: '42187' }],
    ['linjerie Epinal', { kinds: ['lingerie'], commune: '88160' }],
    ['blanchiserie Limoge', { kinds: ['laundry'], commune: '87085' }],
    ['maroquinnerie Vendée', { kinds: ['leather'], ...d('vendee') }],
    ['machinne à coudre Foi', { machines: ['sew-lockstitch'], commune: '09122' }],
    ['couturiere Lavelannet', { trades: ['t-sew-op', 't-tailor'], commune: '09160' }],
    ['masqe chirurgical Loire', { products: surgical, ...d('loire') }],
    ['surblouze lavable Tarn', { products: gowns, ...d('tarn') }],
    ['teinturerrie Vosges', { kinds: ['finisher'], ...d('vosges') }],
    ['distilerie Gers', { kinds: ['distillery'], department: '32' }],
    ['thermoformeuze Rhone', { machines: ['thermoformer'], department: '69' }],
    ['matelaseuse Loire', { machines: ['sew-quilting'], ...d('loire') }],
    ['filatture Tourcoin', { kinds: ['spinner'], commune: '59599' }],
    ['chausures Romans-sur-Isere', { kinds: ['footwear'], commune: '26281' }],
    ['emballagges Ardeche', { kinds: ['packaging'], department: '07' }],
  ]),
  ...of('synonyms', [
    ['machine à coudre Aveyron', { machines: ['sew-lockstitch'], department: '12' }],
    ['atelier de couture Mazamet', { machines: ['sew-lockstitch'], commune: '81163' }],
    ['machine à chaussettes Loire', { machines: ['knit-circ-small'], ...d('loire') }],
    ['tisserand Tarn', { kinds: ['weaver', 'technical-weaver'], ...d('tarn') }],
    ['bonneterie Troyes', { kinds: ['circular-knitter', 'flat-knitter', 'hosiery'], commune: '10387' }],
    ['teinturier Vosges', { kinds: ['finisher'], ...d('vosges') }],
    ['blouses lavables Vendée', { products: gowns, ...d('vendee') }],
    ['masques en tissu Aube', { products: barrier, ...d('aube') }],
    ['charlottes jetables Loire', { products: ['cap'], ...d('loire') }],
    ['visières Ain', { products: ['visor'], department: '01' }],
    ['solution hydroalcoolique Gers', { products: ['gel-ha'], department: '32' }],
    ['plasturgie Ain', { kinds: ['injection'], department: '01' }],
    ['machine laser Aube', { machines: lasers, ...d('aube') }],
    ['robot de coupe Maine-et-Loire', { machines: ['cnc-multi-ply'], department: '49' }],
    ['cuir Aveyron', { materials: ['leather'], department: '12' }],
    ['bâches Nord', { materials: ['coated-fabric'], department: '59' }],
    ['thermocolleuse Rhône', { machines: ['press-iron'], department: '69' }],
    ['sellier-garnisseur Vendée', { trades: ['t-uphol'], ...d('vendee') }],
  ]),
  ...of('english', [
    ['overlocker Tarn', { machines: ['sew-overlock'], ...d('tarn') }],
    ['sewing machine Foix', { machines: ['sew-lockstitch'], commune: '09122' }],
    ['jacquard loom Loire', { machines: ['loom-jacquard'], ...d('loire') }],
    ['washable gowns Vosges', { products: gowns, ...d('vosges') }],
    ['surgical masks Rhône', { products: surgical, department: '69' }],
    ['cloth masks Castres', { products: barrier, commune: '81065' }],
    ['laser cutter Nord', { machines: lasers, department: '59' }],
    ['3D printer Isère', { machines: ['fdm-printer'], department: '38' }],
    ['injection moulding machine Ain', { machines: ['inject-press'], department: '01' }],
    ['weaving mill Roubaix', { kinds: ['weaver', 'technical-weaver'], commune: '59512' }],
    ['flat knitting machine Tarn', { machines: ['knit-flat'], ...d('tarn') }],
    ['laundry Ariège', { kinds: ['laundry'], ...d('ariege') }],
    ['lace Nord', { materials: ['lace'], department: '59' }],
    ['hand sanitizer Hérault', { products: ['gel-ha'], department: '34' }],
    ['RF welder Vendée', { machines: ['hf-welder'], ...d('vendee') }],
    ['leather Cholet', { materials: ['leather'], commune: '49099' }],
    ['overshoes Loire', { products: ['overshoe'], ...d('loire') }],
    ['seamstress Mulhouse', { trades: ['t-sew-op', 't-tailor'], commune: '68224' }],
  ]),
  ...of('slang', [
    ['Lectra Vendée', { machines: ['cnc-multi-ply'], ...d('vendee') }],
    ['raseuse Aube', { machines: ['sew-overlock'], ...d('aube') }],
    ['flatlock Tarn', { machines: ['sew-coverstitch'], ...d('tarn') }],
    ['Santoni Loire', { machines: ['knit-seamless'], ...d('loire') }],
    ['Shima Seiki Troyes', { machines: ['knit-flat'], commune: '10387' }],
    ['triple entraînement Maine-et-Loire', { machines: ['sew-leather'], department: '49' }],
    ['Zünd Rhône', { machines: ['cnc-single-ply'], department: '69' }],
    ['Bobst Nord', { machines: ['platen-die-cutter'], department: '59' }],
    ['métier à lances Vosges', { machines: ['loom-rapier'], ...d('vosges') }],
    ['Karl Mayer Loire', { machines: ['knit-warp'], ...d('loire') }],
    ['soudeuse US Rhône', { machines: ['us-press'], department: '69' }],
    ['mécaniciennes Ariège', { trades: ['t-sew-op'], ...d('ariege') }],
    ['alambic Gers', { machines: ['distillery'], department: '32' }],
    ['capitonneuse Loire', { machines: ['sew-quilting'], ...d('loire') }],
    ['Arburg Ain', { machines: ['inject-press'], department: '01' }],
    ['CAF Nord', { machines: ['ring-spin'], department: '59' }],
    ['clicker Drôme', { machines: ['press-die'], department: '26' }],
    ['guide-biais Vendée', { machines: ['sew-binding'], ...d('vendee') }],
  ]),
  ...of('codes', [
    ['EN 14683', { norm: 'en-14683' }],
    ['EN14683 Loire', { norm: 'en-14683', ...d('loire') }],
    ['NF EN 13795', { norm: 'en-13795' }],
    ['EN 13795 Vendée', { norm: 'en-13795', ...d('vendee') }],
    ['EN149', { norm: 'en-149' }],
    ['EN 166', { norm: 'en-166' }],
    ['ISO 13485 Nord', { norm: 'iso-13485', department: '59' }],
    ['ISO9001 Tarn', { norm: 'iso-9001', ...d('tarn') }],
    ['oeko-tex Ariège', { norm: 'oeko-tex-100', ...d('ariege') }],
    ['Oeko-Tex Standard 100 Roanne', { norm: 'oeko-tex-100', commune: '42187' }],
    ['EN 14065 Rhône', { norm: 'en-14065', department: '69' }],
    ['RABC Nord', { norm: 'en-14065', department: '59' }],
    ['UNS1 Tarn', { norm: 'uns-note-2020', ...d('tarn') }],
    ['surjeteuse 81100', { machines: ['sew-overlock'], commune: '81065' }],
    ['lingerie 88000', { kinds: ['lingerie'], commune: '88160' }],
    ['France Terre Textile Vosges', { norm: 'france-terre-textile', ...d('vosges') }],
    ['FFP2 Loire', { products: ['ffp2'], ...d('loire') }],
    ['EN 1500', { norm: 'en-1500' }],
  ]),
  ...of('sentences', [
    [
      'Bonjour, nous cherchons en urgence un atelier du Tarn avec des surjeteuses pour 5 000 surblouses lavables',
      { machines: ['sew-overlock'], products: gowns, ...d('tarn') },
    ],
    [
      'Quelle entreprise de l’Aube pourrait tricoter du jersey coton en grand diamètre pour nos masques ?',
      { machines: ['knit-circ-large'], materials: ['knit-cotton'], ...d('aube') },
    ],
    [
      'On recherche un façonnier qui possède une table de coupe automatique en Vendée, délai trois semaines',
      { machines: ['cnc-multi-ply'], ...d('vendee') },
    ],
    [
      'Besoin de quelqu’un dans la Loire capable de nous tisser un tissu technique serré',
      { materials: ['woven-technical', 'woven-barrier'], machines: looms, ...d('loire') },
    ],
    [
      'L’hôpital de Castres cherche un fabricant de masques chirurgicaux type IIR certifié EN 14683',
      { products: surgical, norm: 'en-14683' },
    ],
    [
      'We are looking for a sewing workshop near Foix with overlockers to make washable gowns',
      { machines: ['sew-overlock'], products: gowns, ...d('ariege') },
    ],
    [
      'Je voudrais faire laver et désinfecter 2 000 blouses par semaine dans le Rhône, blanchisserie certifiée EN 14065',
      { kinds: ['laundry'], norm: 'en-14065', department: '69' },
    ],
    [
      'Qui peut souder en haute fréquence des tabliers dans le Nord, sans couture ?',
      { machines: ['hf-welder'], department: '59' },
    ],
    [
      'Nous voulons produire des visières : qui a des presses à injecter dans l’Ain ?',
      { machines: ['inject-press'], products: ['visor'], department: '01' },
    ],
    [
      'Cherche sous-traitant cuir, piqueuse triple entraînement, Maine-et-Loire, petites séries',
      { machines: ['sew-leather'], materials: ['leather'], department: '49' },
    ],
    [
      'mon client demande du gel hydroalcoolique conforme EN 1500, livré à Montpellier, qui en fait dans l’Hérault ?',
      { products: ['gel-ha'], department: '34' },
    ],
    [
      'atelier d’insertion ou entreprise adaptée pour la mise sous sachet de masques, Haute-Garonne',
      { kinds: ['inclusive-sewing', 'adapted-firm', 'insertion'], department: '31' },
    ],
    [
      'Looking for a dyer and finisher with a stenter in the Vosges, polyester fabrics',
      { kinds: ['finisher'], machines: ['stenter'], ...d('vosges') },
    ],
    [
      'il me faut des élastiques plats en grande quantité, quelqu’un tresse ou tisse des rubans dans la Loire ?',
      { kinds: ['narrow'], ...d('loire') },
    ],
    [
      'Qui aurait une ligne d’enduction polyuréthane et du contrecollage dans l’Ardèche ou pas loin',
      { machines: ['coating-line', 'laminating'], department: '07' },
    ],
    [
      'confection de blouses par des couturières à Lavelanet, nous avons le tissu',
      { machines: ['sew-lockstitch'], trades: ['t-sew-op', 't-tailor'], commune: '09160' },
    ],
  ]),
  ...of('names', [
    ['Confection de Castres', { kinds: ['sewing'], commune: '81065' }],
    ['Confection de Mazam', { kinds: ['sewing'], commune: '81163' }],
    ['Tissages de Roanne', { kinds: ['weaver'], commune: '42187' }],
    ['Maroquinerie de Cholet', { kinds: ['leather'], commune: '49099' }],
    ['Lingerie de Troyes', { kinds: ['lingerie'], commune: '10387' }],
    ['Plastiques de Lyon', { kinds: ['injection'], commune: '69123' }],
    ['Literie de Limoges', { kinds: ['bedding'], commune: '87085' }],
    ['Vêtements professionnels de Roubaix', { kinds: ['workwear'], commune: '59512' }],
    ['Blanchisserie de Foix', { kinds: ['laundry'], commune: '09122' }],
    ['Sièges de Mulhouse', { kinds: ['upholstery'], commune: '68224' }],
    ['Rubans et tresses Saint-Étienne', { kinds: ['narrow'], commune: '42218' }],
    ['Parfums Toulouse', { kinds: ['perfume'], commune: '31555' }],
    ['Toiles et bâches Lyon', { kinds: ['sails-and-tents'], commune: '69123' }],
    ['Emballages de Saint-Quentin', { kinds: ['packaging'], commune: '02691' }],
    ['Maille Troyes', { kinds: ['circular-knitter'], commune: '10387' }],
    ['Tricots de Castr', { kinds: ['flat-knitter'], commune: '81065' }],
  ]),
]
