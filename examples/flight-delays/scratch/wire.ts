import { DataCatalog, combineDatasetTypes, builtInDatasetTypes, datasetTypes as dt, encodeShared, decodeShared, SharedMemoryDataset } from '@kedro-ts/io';
import { datasetTypes } from '@kedro-ts/datasets';
import { sumPipelines, isParameter } from '@kedro-ts/pipeline';
import { ConfigLoader } from '@kedro-ts/config';
import * as p1 from '../src/pipelines/ingestion/index.js';
import * as p2 from '../src/pipelines/features/index.js';
import * as p3 from '../src/pipelines/training/index.js';
import * as p4 from '../src/pipelines/reporting/index.js';
import { VegaDataset } from '../src/datasets/vega-dataset.js';
const env=process.argv[2]??'local';
const loader=new ConfigLoader({confSource:'/work/main/examples/flight-delays/conf',env});
const parameters=await loader.get('parameters') as any, conf=await loader.get('catalog') as any;
const catalog=DataCatalog.fromConfig(conf,{basePath:process.cwd(),types:combineDatasetTypes(builtInDatasetTypes,datasetTypes,dt({VegaDataset:()=>VegaDataset as never}))});
const get=(k:string)=>k.split('.').reduce((o,x)=>o[x],parameters);
const all=sumPipelines([p1.createPipeline(),p2.createPipeline({parameters}),p3.createPipeline({parameters}),p4.createPipeline()]);
console.log(all.nodes.length,'nodes', [...all.inputs].join(' '));
const left=new Map<string,number>();for(const n of all.nodes)for(const i of n.inputs)left.set(i,(left.get(i)??0)+1);
const t00=Date.now();let peak=0;
for(const n of all.nodes){const t0=Date.now();const inputs:any={};
 for(const i of n.inputs)inputs[i]=isParameter(i)?get(i.slice(7)):await catalog.load(i);
 const t1=Date.now();const out=await n.run(inputs) as any;const t2=Date.now();
 for(const [k,v] of Object.entries(out.values)){ if(!catalog.has(k))catalog.set(k,new SharedMemoryDataset()); await catalog.save(k,v);}
 for(const i of n.inputs)if(!isParameter(i)){left.set(i,left.get(i)!-1);if(!left.get(i))await catalog.release(i);}
 const rss=process.memoryUsage().rss/1e6;peak=Math.max(peak,rss);
 console.log(n.name.padEnd(36),t1-t0,t2-t1,Date.now()-t2,Math.round(rss));}
console.log('total',Date.now()-t00,'peak',peak);
