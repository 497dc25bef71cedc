namespace SmtpAdmin.Host;

/// <summary>What the process tells its caller where a script does not decide it.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    public const int Failure = 1;

    /// <summary>The command line is wrong: EX_USAGE of sysexits.h, which pwsh uses too.</summary>
    public const int Usage = 64;

    /// <summary>Ctrl+C: 128 + SIGINT, as shells report it.</summary>
    public const int Interrupted = 130;

    /// <summary>Asked to end by the system: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
