using System;

namespace SmtpAdmin.Host.Engine;

/// <summary>
/// What the engine takes from the process environment. Set before its first type is touched: it reads these once.
/// </summary>
internal static class EngineEnvironment
{
    public static void Prepare()
    {
        // An engine inside an application reports to nobody.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        // The process scope of the execution policy, as -ExecutionPolicy of pwsh sets it. Who starts this executable
        // with a script has decided to run it; Group Policy still comes first.
        Environment.SetEnvironmentVariable("PSExecutionPolicyPreference", "Bypass");
    }
}
