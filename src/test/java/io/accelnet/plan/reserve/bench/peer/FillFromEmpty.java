package io.accelnet.plan.reserve.bench.peer;

import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicType;
import ai.timefold.solver.core.config.solver.SolverConfig;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.NamelessEngine;
import io.accelnet.plan.reserve.bench.Engine;
import io.accelnet.plan.reserve.bench.Kind;
import io.accelnet.plan.reserve.bench.OwnTime;
import io.accelnet.plan.reserve.bench.Scenario;
import io.accelnet.plan.reserve.bench.Stopwatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An empty cluster is to take forty VMs per node. Timefold places; the fleet places and keeps the reserve. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class FillFromEmpty {

    @Param("1000")
    int hosts;

    private Scenario scenario;
    private List<Host> members;
    private List<Demand> demands;
    private List<String> names;
    private SolverFactory<Assignments> solvers;

    @Setup
    public void list() {
        scenario = Scenario.of(Kind.HOMOGENEOUS, hosts);
        members = scenario.hosts(host -> false);
        demands = scenario.demands();
        names = IntStream.range(0, demands.size()).mapToObj(vm -> "vm-" + vm).toList();
        solvers = SolverFactory.create(new SolverConfig()
                .withSolutionClass(Assignments.class)
                .withEntityClasses(Vm.class)
                .withConstraintProviderClass(Capacity.class)
                .withPhases(new ConstructionHeuristicPhaseConfig()
                        .withConstructionHeuristicType(ConstructionHeuristicType.FIRST_FIT)));
    }

    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public Assignments timefold(OwnTime time) {
        return Stopwatch.time(time, this::solve);
    }

    private Assignments solve() {
        List<Server> servers = IntStream.range(0, hosts)
                .mapToObj(node -> new Server(node, scenario.functions(node)))
                .toList();
        List<Vm> vms = demands.stream()
                .map(demand -> new Vm(demand.virtualFunctions()))
                .toList();
        Assignments solved = solvers.buildSolver().solve(new Assignments(servers, vms));
        if (!solved.complete()) {
            throw new IllegalStateException("not all have a place");
        }
        return solved;
    }

    @Benchmark
    @Warmup(iterations = 5)
    @Measurement(iterations = 10)
    public Fleet fleet(OwnTime time) {
        return Stopwatch.time(time, this::fill);
    }

    private Fleet fill() {
        Fleet fleet = Fleet.of(Scenario.TIERS, scenario.failures, members);
        for (int vm = 0; vm < demands.size(); vm++) {
            if (!(fleet.admit(names.get(vm), demands.get(vm), Optional.empty()) instanceof Decision.Admitted)) {
                throw new IllegalStateException("refused after " + vm);
            }
        }
        return fleet;
    }

    /** The decision alone, VM by VM. */
    @Benchmark
    @Warmup(iterations = 5)
    @Measurement(iterations = 10)
    public Engine engine(OwnTime time) {
        return Stopwatch.time(time, this::fillNameless);
    }

    private Engine fillNameless() {
        Engine engine = NamelessEngine.empty(Scenario.TIERS, scenario.failures, members, demands.size());
        for (int vm = 0; vm < demands.size(); vm++) {
            if (!engine.admit(vm, demands.get(vm))) {
                throw new IllegalStateException("refused after " + vm);
            }
        }
        return engine;
    }
}
