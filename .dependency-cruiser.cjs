/** Who may import whom (docs: the architecture page). Tests, beside the code or in their own room, may use all. */

const test = '\\.test\\.ts$'
/** What the engine's tests share: examples, and values drawn at random. */
const testing = '^(matching|server/search)/testing/'
const own = room => ({ path: `^${room}/`, pathNot: [test, testing] })

const arrow = (room, allowed, comment) => ({
  name: `${room}-imports-only-${allowed.join('-and-') || 'itself'}`,
  comment,
  severity: 'error',
  from: own(room),
  to: {
    path: '^(matching|db|server|web|tests)/',
    pathNot: [`^${room}/`, ...allowed.map(other => `^${other}/`), 'node_modules'],
  },
})

/** Files that something other than an import starts. */
const entryPoints = [
  test,
  '\\.d\\.ts$',
  '(^|/)[^/]+\\.config\\.(ts|cjs)$',
  '^server/cli/',
  '^db/towns/generate',
  '^tests/(run|check|openapi|screenshots)\\.ts$',
  '^tests/bench/',
  '^tests/quality/report\\.ts$',
  '^tests/support/(global-setup|unpack-chromium)\\.ts$',
  '^web/src/(routes/|hooks\\.|service-worker)',
]

module.exports = {
  forbidden: [
    arrow('matching', [], 'The engine is pure: it knows nobody.'),
    arrow('db', ['matching'], 'The database keeps the types of the engine.'),
    arrow('server', ['db', 'matching'], 'The server meets the web app only in the OpenAPI document.'),
    arrow('web', ['matching'], 'The web app knows the server through its OpenAPI document alone.'),
    {
      name: 'matching-is-pure',
      comment: 'No file, no clock, no package: the same input gives the same output, anywhere.',
      severity: 'error',
      from: own('matching'),
      to: { pathNot: '^matching/' },
    },
    {
      name: 'no-award-by-reliability',
      comment: 'What firms have kept is for whom to look at: nothing that decides who wins may read it.',
      severity: 'error',
      from: { path: '^server/features/(evaluation|offers|openings|tenders)/', pathNot: test },
      to: { path: '^(server/features/reliability|matching/criteria)/' },
    },
    {
      name: 'no-import-of-a-test',
      comment: 'What two tests share is a helper, not a test.',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    {
      name: 'no-import-of-examples',
      comment: 'Examples are for tests alone.',
      severity: 'error',
      from: { pathNot: [test, testing, '^tests/'] },
      to: { path: testing },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or three. Types alone may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan',
      comment: 'A file nobody imports and nothing starts is forgotten.',
      severity: 'error',
      from: { orphan: true, pathNot: entryPoints },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'A misspelt or missing module.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^\\$(app|env|service-worker)/|/paraglide/' },
    },
    {
      name: 'no-development-package-in-the-server',
      comment: 'What runs in production is declared under dependencies.',
      severity: 'error',
      from: { path: '^(matching|db|server)/', pathNot: [test, testing, '^db/towns/generate'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^web/src/lib/paraglide'] },
    exclude: { path: ['^web/(build|\\.svelte-kit)/', '^web/src/lib/paraglide/', '^tests/output/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
    },
  },
}
