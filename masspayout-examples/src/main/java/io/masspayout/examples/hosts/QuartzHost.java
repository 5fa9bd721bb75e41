package io.masspayout.examples.hosts;

import io.masspayout.MassPayoutClient;
import java.time.Duration;
import java.util.Objects;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

/** A host with Quartz. */
public final class QuartzHost {

    private static final String CLIENT = "masspayout.client";

    private QuartzHost() {}

    // doc: quartz-job
    @DisallowConcurrentExecution
    public static final class RunDueJob implements Job {

        @Override
        public void execute(JobExecutionContext context) throws JobExecutionException {
            try {
                Object client = Objects.requireNonNull(
                        context.getScheduler().getContext().get(CLIENT), CLIENT);
                DueWorkLog.write(((MassPayoutClient) client).processing().runDue());
            } catch (SchedulerException | RuntimeException e) {
                throw new JobExecutionException(e); // logged by Quartz; the trigger goes on
            }
        }
    }
    // end

    /** Has a scheduler call for due work, at once and then again and again. */
    public static void schedule(Scheduler scheduler, MassPayoutClient client, Duration every)
            throws SchedulerException {
        // doc: quartz-schedule
        scheduler.getContext().put(CLIENT, client); // in memory: no client goes into a job store
        scheduler.scheduleJob(
                JobBuilder.newJob(RunDueJob.class).withIdentity("masspayout").build(),
                TriggerBuilder.newTrigger()
                        .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                .withIntervalInMilliseconds(every.toMillis())
                                .repeatForever())
                        .build());
        // end
    }
}
