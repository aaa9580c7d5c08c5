/**
 * The version of the arithmetic, stored with each run.
 *
 * It rises by one whenever any bit of any result of this room may differ from the version before: another order of a
 * reduction, another polynomial, another generator or seeding, another default initialiser. In practice: whenever a
 * golden value in this room's tests has to change. Faster code with the same bits leaves it alone.
 */
export const engineVersion = '1'
