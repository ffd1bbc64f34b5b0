const HOLDS = { '<=': (value, bound) => value <= bound, '>=': (value, bound) => value >= bound };

/**
 * Adds to a row its goals and whether all are met.
 *
 * @param goals - sentences such as `ratio <= 3`; one about a field that is null, because it cannot be measured on this
 * machine, is left out
 */
export function judge(row, goals = []) {
  const judged = goals.map(parseGoal).filter(({ field, goal }) => {
    if (row[field] === undefined) throw new Error(`${row.bench}: no field for the goal "${goal}"`);
    return row[field] !== null;
  });
  if (judged.length === 0) return row;
  return {
    ...row,
    goal: judged.map(({ goal }) => goal).join(', '),
    ok: judged.every(({ field, holds, bound }) => holds(row[field], bound)),
  };
}

function parseGoal(goal) {
  const [, field, comparison, bound] = /^(\w+) (<=|>=) ([\d.]+)$/.exec(goal) ?? [];
  if (field === undefined) throw new Error(`"${goal}" is no goal; one is "ratio <= 3"`);
  return { goal, field, holds: HOLDS[comparison], bound: Number(bound) };
}
