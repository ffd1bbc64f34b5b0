interface Wanted {
  deep: { value: number };
}

function inner(wanted: Wanted): number {
  return wanted.deep.value;
}

export async function explode(wanted: Wanted): Promise<number> {
  await new Promise((r) => setTimeout(r, 100));
  try {
    return inner(wanted);
  } catch (cause) {
    throw new Error('The model is not deep enough', { cause });
  }
}
