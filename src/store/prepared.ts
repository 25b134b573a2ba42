import type { Compilable, CompiledQuery, Kysely } from 'kysely'

/** Where a value goes in a statement that is written before there is one. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A statement that every page asks, put into words once: building its text anew costs more than the database needs to
 * answer it. `build` meets places instead of values, so it may pass them on and do nothing else with them.
 */
export function prepare<Values extends object, Row>(
  database: Pick<Kysely<unknown>, 'executeQuery'>,
  build: (values: Values) => Compilable<Row>,
): (values: Values) => Promise<Row[]> {
  const places = new Proxy({}, { get: (_none, name) => new Place(String(name)) }) as Values
  let built: CompiledQuery<Row> | undefined

  return async (values) => {
    built ??= build(places).compile()
    const parameters = built.parameters.map((value) =>
      value instanceof Place ? values[value.name as keyof Values] : value,
    )
    const { rows } = await database.executeQuery<Row>({ ...built, parameters })
    return rows
  }
}
