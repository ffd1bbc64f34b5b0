export default (o: { x: number }) => ({ name: 'other', apply() { console.log('other', o.x); } });
