/**
 * `resvag/mining`: the mining engine as a library, for Node and browsers. Pure: it reads bytes and answers values; files,
 * decompression and clocks are the caller's. See docs/guides/mining.md.
 */
// biome-ignore-start lint/performance/noBarrelFile: this one file is the package's public entry (package.json, "exports").

export { seededRandom } from '#lib/random.ts';
export { readRoad } from '#process/bpmn/read.ts';
export { strip } from '#process/strip.ts';
export { beforeAfter } from './change/before-after.ts';
export { caseBeginnings, caseMeasure } from './change/case-measure.ts';
export { controlChart } from './change/control-chart.ts';
export { drift } from './change/drift.ts';
export { suppressComparison, suppressDrift, suppressHints } from './change/suppress-change.ts';
export { align } from './conformance/align/align.ts';
export { readAllowances } from './conformance/allow.ts';
export { deviationsAgainst, deviationsOf } from './conformance/deviations.ts';
export { fitOverTime } from './conformance/over-time.ts';
export { alignmentQuality, precision } from './conformance/precision.ts';
export { replay } from './conformance/replay.ts';
export { checkRules } from './conformance/rules/check.ts';
export { readRules } from './conformance/rules/rule.ts';
export { suppressRule } from './conformance/rules/suppress.ts';
export { suppressDeviations, suppressFits } from './conformance/suppress.ts';
export { casesByVersion, fitToVersions, readVersions } from './conformance/versions.ts';
export { writeBpmn, writeCausalBpmn } from './discovery/bpmn.ts';
export { causalSummary, heuristicsMiner, netOfCausal } from './discovery/causal-net.ts';
export { inductiveMiner } from './discovery/inductive.ts';
export { netOfTree } from './discovery/petri-net.ts';
export { activityTree, node, treeText } from './discovery/tree.ts';
export { writeCsv } from './formats/csv/csv-write.ts';
export { readBpmnNet } from './formats/model/bpmn-net.ts';
export { readPnml, writePnml } from './formats/model/pnml.ts';
export { readPtml, writePtml } from './formats/model/ptml.ts';
export { readParquet } from './formats/parquet/parquet-read.ts';
export { writeParquet } from './formats/parquet/parquet-write.ts';
export { readLog } from './formats/read-log.ts';
export { writeXes } from './formats/xes/xes-write.ts';
export { asOf, endOfDay } from './log/as-of.ts';
export { filterCases, filterLog, unknownName } from './log/filter.ts';
export { logFromEvents } from './log/log-builder.ts';
export { selectCases } from './log/selection.ts';
export { summaryOf } from './log/summary.ts';
export { mapOf } from './map/map.ts';
export { reduceMap } from './map/reduce-map.ts';
export { variantsOf } from './map/variants.ts';
export { flatten } from './ocel/flat/flatten.ts';
export { flattenFigures } from './ocel/flat/flatten-figures.ts';
export { objectLogOfCases } from './ocel/flat/of-cases.ts';
export { writeOcelJson } from './ocel/formats/json-write.ts';
export { readObjectLog } from './ocel/formats/read-objects.ts';
export { writeOcelXml } from './ocel/formats/xml-write.ts';
export { objectsAsOf } from './ocel/object-as-of.ts';
export { objectMap } from './ocel/object-map.ts';
export { objectSummary } from './ocel/object-summary.ts';
export { attributeHints } from './performance/attribute-hints.ts';
export { swedishWorkingHours } from './performance/calendar.ts';
export { groupedHandovers } from './performance/grouped-handovers.ts';
export { eachPerson, groupByAttribute, groupByList } from './performance/grouping.ts';
export { handovers } from './performance/handover.ts';
export { leadTimes } from './performance/lead-time.ts';
export { pairLifecycle } from './performance/lifecycle.ts';
export { obstaclesOnStrip } from './performance/obstacles-on-strip.ts';
export { reworkOf } from './performance/rework.ts';
export { roadObstacles } from './performance/road-obstacles.ts';
export { segmentTimes } from './performance/segment.ts';
export { suppressHandovers } from './performance/suppress-handovers.ts';
export { suppressRework } from './performance/suppress-rework.ts';
export { suppressSegment, suppressWaiting, suppressWorking } from './performance/waiting/suppress-work.ts';
export { waitingCauses } from './performance/waiting/waiting-causes.ts';
export { workGroups, workingAndWaiting } from './performance/waiting/working-waiting.ts';
export { guardedLog } from './privacy/pseudonyms.ts';
export { suppressLeadTimes, suppressMap, suppressVariants } from './privacy/small-groups.ts';
export { commonWays, suppressFollowing, suppressSummary } from './privacy/suppress-counts.ts';
export { closingActivities } from './remaining/closing.ts';
export { remainingTimes } from './remaining/remaining.ts';
export { suppressRemaining } from './remaining/suppress-remaining.ts';
export { definitionsOf, differences, ENGINE, normalFilter, snapshotOf } from './statement.ts';
// biome-ignore-end lint/performance/noBarrelFile: see above.
